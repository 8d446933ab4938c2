package dev.medislot.availability.opening;

import dev.medislot.common.SlotId;
import java.time.Instant;

/** A stretch of a doctor's time, free or not; local times are the doctor's. */
record CalendarSlot(SlotId id, Instant start, Instant end, String localStart, String localEnd, Status status) {

    enum Status {
        OPEN, BOOKED, TIME_OFF, PAST
    }
}
