package dev.medislot.availability.withdrawal;

import dev.medislot.availability.slot.Absence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiPredicate;

/** The upcoming slots that an edit removed, and their known bookings. */
public record RemovedSlots(List<RemovedSlot> slots, List<AffectedBooking> bookings) {

    /** Returns the slots that overlap an absence in the doctor's zone. */
    public RemovedSlots within(Absence absence, ZoneId zone) {
        return filter((start, end) -> overlaps(absence, zone, start, end));
    }

    public RemovedSlots outside(Absence absence, ZoneId zone) {
        return filter((start, end) -> !overlaps(absence, zone, start, end));
    }

    private RemovedSlots filter(BiPredicate<Instant, Instant> condition) {
        return new RemovedSlots(slots.stream().filter(slot -> condition.test(slot.start(), slot.end())).toList(),
                bookings.stream().filter(booking -> condition.test(booking.start(), booking.end())).toList());
    }

    /** Compares local times, in which slots are cut. */
    private static boolean overlaps(Absence absence, ZoneId zone, Instant start, Instant end) {
        var localStart = LocalDateTime.ofInstant(start, zone);
        return absence.overlaps(localStart, localStart.plus(Duration.between(start, end)));
    }
}
