package dev.medislot.availability.slot;

import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit type as a doctor offers it.
 *
 * @param bit of the type in the slots of its doctors
 * @param minutes how long the visit lasts with this doctor
 * @param state of the doctor's place, where alone an in-person visit is offered; missing for other modes
 */
public record OfferedVisit(UUID type, int bit, String name, VisitMode mode, int minutes, int bufferBefore,
        int bufferAfter, @Nullable UsState state) {

    /** No visit lasts longer with its buffers and those of its neighbours. */
    public static final Duration MAX_LENGTH = Duration.ofHours(14);
    public static final Duration MAX_BUFFER = Duration.ofHours(2);

    public long mask() {
        return 1L << bit;
    }

    public boolean isIn(long bits) {
        return (bits & mask()) != 0;
    }

    /** Returns the states, of these, whose patients can come for it. */
    public long statesOf(long states) {
        return state == null ? states : states & state.bit();
    }

    /** A visit in person as it was offered while the doctor's place was in that state; any other visit stays. */
    public OfferedVisit at(@Nullable UsState place) {
        return state == null ? this
                : new OfferedVisit(type, bit, name, mode, minutes, bufferBefore, bufferAfter, place);
    }

    public Instant end(Instant start) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    /** The instant from which a visit with that start takes the doctor's time. */
    public Instant busyFrom(Instant start) {
        return start.minus(Duration.ofMinutes(bufferBefore));
    }

    public Instant busyUntil(Instant start) {
        return end(start).plus(Duration.ofMinutes(bufferAfter));
    }
}
