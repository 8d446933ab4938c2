package dev.medislot.systemtests;

/** Somebody with an account, logged in. */
record Person(String id, String email, String password, String firstName, String lastName, Api api) {

    String name() {
        return firstName + " " + lastName;
    }
}
