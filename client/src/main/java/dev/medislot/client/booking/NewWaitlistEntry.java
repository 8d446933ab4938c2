package dev.medislot.client.booking;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The opening that a patient waits for.
 *
 * @param visitTypeId null for any visit
 * @param state where the patient will be; null for the state of their address
 * @param doctorId null for any doctor
 * @param from an instant or a date in {@code timeZone}
 * @param to an instant, or a date in {@code timeZone}, which is included
 * @param timeZone UTC if it is null
 * @param patientId the patient, whom staff name; a patient names a dependent, or null for themself
 */
public record NewWaitlistEntry(@Nullable UUID visitTypeId, @Nullable UsState state, @Nullable DoctorId doctorId,
        String from, String to, @Nullable ZoneId timeZone, @Nullable PatientId patientId) {

    /** Makes an entry for any visit of a doctor. */
    public static NewWaitlistEntry of(DoctorId doctor, String from, String to) {
        return new NewWaitlistEntry(null, null, doctor, from, to, null, null);
    }
}
