package dev.medislot.availability.slot;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of local time in which a doctor sees patients, on one date or every week. It belongs to the date on which
 * it begins, also where it ends on the next one.
 *
 * @param first its only date, or the first of its weekly dates
 * @param until the last of its weekly dates; null without an end, and for a single date
 * @param end on the next date if it comes before the start
 */
public record Window(boolean recurring, LocalDate first, @Nullable LocalDate until, TimeOfDay start, TimeOfDay end) {

    private static final int MINUTES_OF_A_DAY = TimeOfDay.MIDNIGHT.minutes();

    public boolean standsOn(LocalDate date) {
        if (!recurring) {
            return date.equals(first);
        }
        return date.getDayOfWeek() == first.getDayOfWeek() && !date.isBefore(first)
                && (until == null || !date.isAfter(until));
    }

    public boolean lastsOverMidnight() {
        return end.compareTo(start) < 0;
    }

    public LocalDateTime startOn(LocalDate date) {
        return start.on(date);
    }

    /** The end of the window that begins on that date. */
    public LocalDateTime endOn(LocalDate date) {
        return end.on(lastsOverMidnight() ? date.plusDays(1) : date);
    }

    /** How many whole slots fit. */
    public int slotsOf(int slotMinutes) {
        return (end.minutes() - start.minutes() + (lastsOverMidnight() ? MINUTES_OF_A_DAY : 0)) / slotMinutes;
    }

    /** The first date whose windows, those of this one included, are not over today. */
    public LocalDate earliest(LocalDate today) {
        return lastsOverMidnight() ? today.minusDays(1) : today;
    }

    public boolean hasEnded(LocalDate today) {
        return until != null && until.isBefore(earliest(today));
    }
}
