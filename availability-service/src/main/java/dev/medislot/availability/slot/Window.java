package dev.medislot.availability.slot;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of local time in which a doctor sees patients, on one date or every week.
 *
 * @param first its only date, or the first of its weekly dates
 * @param until no date after this one; only when recurring
 */
public record Window(boolean recurring, LocalDate first, @Nullable LocalDate until, TimeOfDay start, TimeOfDay end) {

    public boolean standsOn(LocalDate date) {
        if (!recurring) {
            return date.equals(first);
        }
        return date.getDayOfWeek() == first.getDayOfWeek() && !date.isBefore(first)
                && (until == null || !date.isAfter(until));
    }

    /** How many whole slots fit. */
    public int slotsOf(int slotMinutes) {
        return (end.minutes() - start.minutes()) / slotMinutes;
    }

    public boolean hasEnded(LocalDate today) {
        return until != null && until.isBefore(today);
    }
}
