package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.service.password.PasswordOwner;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's account and profile.
 *
 * @param reminders whether to remind the doctor of visits
 * @param language the tag of the language of the doctor's mails
 * @param emailConfirmed whether the doctor has opened a link that was sent to the address
 * @param pendingEmail the address that takes the place of the current one once it is confirmed
 */
record Doctor(DoctorId id, long version, String email, String firstName, String lastName, @Nullable String specialty,
        @Nullable String bio, ZoneId timeZone, int slotMinutes, boolean reminders, String language, DoctorStatus status,
        boolean emailConfirmed, @Nullable String pendingEmail, VisitSettings visits) {

    PasswordOwner owner() {
        return new PasswordOwner(email, firstName, lastName);
    }
}
