package dev.medislot.availability.slot;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;

/** The parts of a booking that matter to slots; it is not cancelled. */
public record LiveBooking(UUID id, boolean confirmed, Instant start, Instant end, UsState patientState) {

    public boolean meets(Instant otherStart, Instant otherEnd) {
        return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
}
