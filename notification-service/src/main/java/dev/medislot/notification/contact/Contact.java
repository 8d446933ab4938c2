package dev.medislot.notification.contact;

import dev.medislot.common.Role;
import java.time.ZoneId;
import java.util.UUID;

/** How to write to a patient or doctor. */
public record Contact(UUID personId, Role role, String firstName, String lastName, String email, ZoneId timeZone,
        boolean reminders) {

    public String name() {
        return firstName + " " + lastName;
    }
}
