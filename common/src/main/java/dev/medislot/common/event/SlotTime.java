package dev.medislot.common.event;

import dev.medislot.common.SlotId;
import java.time.Instant;

/** A slot with its time: start included, end excluded. */
public record SlotTime(SlotId id, Instant start, Instant end) {

    public SlotTime {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A slot ends after it starts: %s to %s".formatted(start, end));
        }
    }
}
