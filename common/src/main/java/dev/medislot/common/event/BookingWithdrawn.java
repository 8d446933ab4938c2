package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of hours, time off, closures or licenses removed a booked slot, so the booking is to be cancelled. The
 * booking service answers with {@link BookingCancelled}, unless the booking has moved to another slot or to a state
 * that keeps the slot.
 *
 * @param patientState the state whose patients lost the slot, and this booking's; null when patients of every state
 *     lost it
 * @param version the moment of the withdrawal, in milliseconds since the epoch
 * @param cause missing for an edit of hours or time off
 */
public record BookingWithdrawn(UUID bookingId, UUID doctorId, SlotId slotId, @Nullable UsState patientState,
        long version, Instant occurredAt, Actor actor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WithdrawalCause cause) implements Event {

    /** Makes the event of an edit of hours or time off. */
    public BookingWithdrawn(UUID bookingId, UUID doctorId, SlotId slotId, @Nullable UsState patientState, long version,
            Instant occurredAt, Actor actor) {
        this(bookingId, doctorId, slotId, patientState, version, occurredAt, actor, null);
    }

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
