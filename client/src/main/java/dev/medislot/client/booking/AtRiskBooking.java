package dev.medislot.client.booking;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booking that could not be made now.
 *
 * @param why {@code NOT_LICENSED} or {@code NOT_OFFERED}
 */
public record AtRiskBooking(Booking booking, String why, List<Proposal> proposals) {

    /** A slot to which the booking could be moved. */
    public record Proposal(SlotId slotId, DoctorId doctorId, @Nullable String doctorName, Instant start, Instant end) {}
}
