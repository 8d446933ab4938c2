package dev.medislot.common.event;

import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of hours, time off or licenses took a booked slot away, and whoever made it asked for the booking to be
 * cancelled. The booking service answers with {@link BookingCancelled}, unless the booking has moved off the slot.
 *
 * @param version
 *            the moment it was withdrawn, in milliseconds since the epoch
 */
public record BookingWithdrawn(UUID bookingId, UUID doctorId, SlotId slotId, long version, Instant occurredAt,
        Actor actor) implements Event {

    @Override
    public String topic() {
        return Topics.WITHDRAWALS;
    }

    @Override
    public String key() {
        return bookingId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
