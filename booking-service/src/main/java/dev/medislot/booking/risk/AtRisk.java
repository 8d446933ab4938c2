package dev.medislot.booking.risk;

import dev.medislot.booking.booking.Booking;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booking whose doctor has no valid license for it.
 *
 * @param proposals
 *            slots of other doctors at the same start who have one and are free
 */
public record AtRisk(Booking booking, List<Proposal> proposals) {

    /** A slot that a booking could be moved to. */
    public record Proposal(SlotId slotId, DoctorId doctorId, @Nullable String doctorName, Instant start, Instant end) {
    }
}
