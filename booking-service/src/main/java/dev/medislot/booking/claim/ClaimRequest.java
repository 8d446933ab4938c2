package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants: a slot, for a patient.
 *
 * @param patientState where the patient will be; their address when it is not said
 * @param by patients are bound by notice and limits, staff is not
 */
public record ClaimRequest(SlotId slot, PatientId patient, @Nullable UsState patientState, Role by) {

    boolean isBoundByLimits() {
        return by == Role.PATIENT;
    }
}
