package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * A request for a slot, for a patient.
 *
 * @param patientState the state that the patient will be in; null means that of the doctor's place for a visit in
 *     person, and the usual state for others
 * @param by the role of the caller; notice and limits bind patients, not staff
 * @param usualState null means that of the patient's address
 */
public record ClaimRequest(SlotId slot, PatientId patient, @Nullable UsState patientState, Role by,
        @Nullable UsState usualState) {

    /** Makes a request of a patient who will be at their address, unless they name a state. */
    public ClaimRequest(SlotId slot, PatientId patient, @Nullable UsState patientState, Role by) {
        this(slot, patient, patientState, by, null);
    }

    public boolean isBoundByLimits() {
        return by == Role.PATIENT;
    }
}
