package dev.medislot.client.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * A slot to hold.
 *
 * @param patientId the patient, whom staff names; a patient names a dependent, or null for themself
 */
public record NewHold(SlotId slotId, @Nullable UsState patientState, @Nullable PatientId patientId) {

    /** A slot to hold for the caller. */
    public NewHold(SlotId slotId, @Nullable UsState patientState) {
        this(slotId, patientState, null);
    }

    public static NewHold of(SlotId slot) {
        return new NewHold(slot, null);
    }
}
