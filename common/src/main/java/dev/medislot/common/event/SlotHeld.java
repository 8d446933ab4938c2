package dev.medislot.common.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot is held for one patient until {@code heldUntil}, then free again without another event. A tombstone means that
 * the hold was released early or booked.
 *
 * @param version the moment of the hold, in milliseconds since the epoch
 * @param patientId the holder; missing in events of earlier versions
 */
public record SlotHeld(UUID doctorId, SlotTime slot, long version, Instant occurredAt, Instant heldUntil,
        @Nullable UUID patientId) implements Event {

    @Override
    public String topic() {
        return Topics.HOLDS;
    }

    @Override
    public String key() {
        return slot.id().toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
