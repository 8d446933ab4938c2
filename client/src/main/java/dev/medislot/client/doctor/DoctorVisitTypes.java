package dev.medislot.client.doctor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visit types that a doctor offers; none for the default visit.
 *
 * @param affectedBookings only in the answer to a change
 */
public record DoctorVisitTypes(List<Chosen> items, @Nullable List<AffectedBooking> affectedBookings) {

    /**
     * A visit type that the doctor has chosen.
     *
     * @param minutes null if visits last as long as the type says
     */
    public record Chosen(UUID visitTypeId, @Nullable Integer minutes) {}
}
