package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * A request for a slot, for a patient.
 *
 * @param patientState the state that the patient will be in; null means that of their address
 * @param by the role of the caller; notice and limits bind patients, not staff
 */
public record ClaimRequest(SlotId slot, PatientId patient, @Nullable UsState patientState, Role by) {

    boolean isBoundByLimits() {
        return by == Role.PATIENT;
    }
}
