package dev.medislot.notification;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/** Patients and doctors; each with an address that no other test knows. */
public final class People {

    private People() {}

    public static ContactChanged patient(String firstName, String lastName, String zone) {
        return person(Role.PATIENT, firstName, lastName, zone);
    }

    public static ContactChanged doctor(String firstName, String lastName, String zone) {
        return person(Role.DOCTOR, firstName, lastName, zone);
    }

    private static ContactChanged person(Role role, String firstName, String lastName, String zone) {
        var id = UUID.randomUUID();
        var email = "%s-%s@people.example".formatted(firstName.toLowerCase(Locale.ROOT), id);
        return new ContactChanged(id, 1, Instant.now(), role, firstName, lastName, email, ZoneId.of(zone), true, null,
                null, null, null);
    }

    /** The same patient, with the key of the links in their mails. */
    public static ContactChanged withLinkKey(ContactChanged person, String key) {
        return new ContactChanged(person.personId(), person.version(), person.occurredAt(), person.role(),
                person.firstName(), person.lastName(), person.email(), person.timeZone(), person.reminders(),
                person.emailConfirmed(), person.phone(), person.language(), person.guardianId(), null, null, key);
    }

    public static ContactChanged withEmail(ContactChanged person, String email) {
        return new ContactChanged(person.personId(), person.version() + 1, Instant.now(), person.role(),
                person.firstName(), person.lastName(), email, person.timeZone(), person.reminders(),
                person.emailConfirmed(), null, null, person.guardianId());
    }

    public static ContactChanged withoutReminders(ContactChanged person) {
        return new ContactChanged(person.personId(), person.version() + 1, Instant.now(), person.role(),
                person.firstName(), person.lastName(), person.email(), person.timeZone(), false,
                person.emailConfirmed(), null, null, person.guardianId());
    }

    /** The same person, whose address is or is not confirmed. */
    public static ContactChanged confirmed(ContactChanged person, boolean confirmed) {
        return new ContactChanged(person.personId(), person.version() + (confirmed ? 1 : 0), Instant.now(),
                person.role(), person.firstName(), person.lastName(), person.email(), person.timeZone(),
                person.reminders(), confirmed, null, null, person.guardianId());
    }

    /** A patient without an email address. */
    public static ContactChanged withoutEmail(String firstName, String lastName, String zone) {
        var person = patient(firstName, lastName, zone);
        return new ContactChanged(person.personId(), 1, person.occurredAt(), Role.PATIENT, firstName, lastName, "",
                person.timeZone(), true, false, "+14155550100", "es", null);
    }

    public static ContactChanged dependent(ContactChanged guardian, String firstName) {
        return new ContactChanged(UUID.randomUUID(), 1, Instant.now(), Role.PATIENT, firstName, guardian.lastName(), "",
                guardian.timeZone(), true, false, null, "en", guardian.personId());
    }
}
