package dev.medislot.client.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * A booking to make.
 *
 * @param patientState where the patient will be; null for the state of their address
 * @param patientId the patient, whom staff name; a patient names a dependent, or null for themself
 */
public record NewBooking(SlotId slotId, @Nullable String reason, @Nullable UsState patientState,
        @Nullable PatientId patientId) {

    public static NewBooking of(SlotId slot) {
        return new NewBooking(slot, null, null, null);
    }
}
