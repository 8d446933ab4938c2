package dev.medislot.availability.slot;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a booking that matter to slots; it is not cancelled.
 *
 * @param visitType null for the default visit
 * @param busyFrom the start of the doctor's time that it takes, with the buffer before the visit
 * @param busyUntil the end of that time, with the buffer after the visit
 */
public record LiveBooking(UUID id, boolean confirmed, Instant start, Instant end, UsState patientState,
        @Nullable UUID visitType, Instant busyFrom, Instant busyUntil) {

    /** Makes a booking of the default visit. */
    LiveBooking(UUID id, boolean confirmed, Instant start, Instant end, UsState patientState) {
        this(id, confirmed, start, end, patientState, null, start, end);
    }

    /** Whether it takes some of that time of the doctor. */
    public boolean overlaps(Instant otherStart, Instant otherEnd) {
        return busyFrom.isBefore(otherEnd) && otherStart.isBefore(busyUntil);
    }
}
