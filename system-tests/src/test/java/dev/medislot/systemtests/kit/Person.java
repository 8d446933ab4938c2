package dev.medislot.systemtests.kit;

import dev.medislot.testkit.Api;

/** A person with an account, logged in. */
public record Person(String id, String email, String password, String firstName, String lastName, Api api) {

    public String name() {
        return firstName + " " + lastName;
    }
}
