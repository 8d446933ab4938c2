package dev.medislot.client.patient;

import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.common.PatientId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a change of a patient.
 *
 * @param affectedBookings after a move to another state, the bookings ahead with doctors without a license there
 */
public record ChangedPatient(PatientId id, int version, List<AtRiskBooking> affectedBookings) {

    public ChangedPatient(PatientId id, int version, @Nullable List<AtRiskBooking> affectedBookings) {
        this.id = id;
        this.version = version;
        this.affectedBookings = affectedBookings == null ? List.of() : List.copyOf(affectedBookings);
    }
}
