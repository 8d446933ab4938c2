package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot is held for one patient until {@code heldUntil}, then free again without another event. A tombstone means that
 * the hold was released early or booked.
 *
 * @param version the moment of the hold, in milliseconds since the epoch
 * @param patientId the holder, or the guardian of a dependent; missing in events of earlier versions
 * @param busyFrom from then on the visit would take the doctor's time; missing for the default visit
 * @param busyUntil until then it would; missing for the default visit
 */
public record SlotHeld(UUID doctorId, SlotTime slot, long version, Instant occurredAt, Instant heldUntil,
        @Nullable UUID patientId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyUntil) implements Event {

    /** Makes the event of a default visit. */
    public SlotHeld(UUID doctorId, SlotTime slot, long version, Instant occurredAt, Instant heldUntil,
            @Nullable UUID patientId) {
        this(doctorId, slot, version, occurredAt, heldUntil, patientId, null, null);
    }

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
