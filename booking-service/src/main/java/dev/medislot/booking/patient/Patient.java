package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A patient's account, without the password. */
record Patient(PatientId id, int version, String email, String firstName, String lastName, @Nullable String phone,
        String timeZone, Address address, boolean reminders, Instant createdAt, Instant updatedAt) {

    static Patient registered(PatientId id, Profile profile, Instant at) {
        return of(id, 1, profile, at, at);
    }

    Patient changed(Profile profile, Instant at) {
        return of(id, version + 1, profile, createdAt, at);
    }

    Profile profile() {
        return new Profile(email, firstName, lastName, phone, timeZone, address, reminders);
    }

    private static Patient of(PatientId id, int version, Profile profile, Instant createdAt, Instant updatedAt) {
        return new Patient(id, version, profile.email(), profile.firstName(), profile.lastName(), profile.phone(),
                profile.timeZone(), profile.address(), profile.reminders(), createdAt, updatedAt);
    }
}
