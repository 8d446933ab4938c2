package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * A patient's account.
 *
 * @param version 0 until it is stored; every change counts
 * @param password encoded
 */
record Patient(@Id PatientId id, @Version int version, String email, @JsonIgnore String password, String firstName,
        String lastName, @Nullable String phone, String timeZone,
        @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Address address, boolean reminders, Instant createdAt,
        Instant updatedAt) {

    static Patient registered(Profile profile, String password, Instant at) {
        return of(new PatientId(UUID.randomUUID()), 0, password, profile, at, at);
    }

    Patient changed(Profile profile, Instant at) {
        return of(id, version, password, profile, createdAt, at);
    }

    /** As an outcome is stored: no copy of the password stays in it. */
    Patient withoutPassword() {
        return of(id, version, "", profile(), createdAt, updatedAt);
    }

    Profile profile() {
        return new Profile(email, firstName, lastName, phone, timeZone, address, reminders);
    }

    private static Patient of(PatientId id, int version, String password, Profile profile, Instant createdAt,
            Instant updatedAt) {
        return new Patient(id, version, profile.email(), password, profile.firstName(), profile.lastName(),
                profile.phone(), profile.timeZone(), profile.address(), profile.reminders(), createdAt, updatedAt);
    }
}
