package dev.medislot.client.booking;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking that could not be made now.
 *
 * @param why {@code NOT_LICENSED} or {@code NOT_OFFERED}
 */
public record AtRiskBooking(Booking booking, String why, List<Proposal> proposals) {

    /** A slot to which the booking could be moved; the visit type and its name are null for the default visit. */
    public record Proposal(SlotId slotId, DoctorId doctorId, @Nullable String doctorName, Instant start, Instant end,
            @Nullable UUID visitTypeId, @Nullable String visitTypeName, @Nullable VisitMode mode) {}
}
