package dev.medislot.availability.hours;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.web.json.PlausibleDate;
import dev.medislot.web.problem.Refused;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a timeslot that can be written; local to the doctor's zone.
 *
 * @param start its date is the only one, or the first and names the weekday
 * @param end within 24 hours; {@code T24:00} and the next date's {@code T00:00} both mean midnight
 */
record TimeslotRequest(@NotNull @WholeMinute String start, @NotNull @WholeMinute String end,
        @Nullable Boolean recurring, @Nullable @PlausibleDate LocalDate until) {

    static TimeslotRequest of(Window window) {
        return new TimeslotRequest(window.startOn(window.first()).toString(), window.endOn(window.first()).toString(),
                window.recurring(), window.until());
    }

    /** Refuses anything that is not a window shorter than a day, or a whole date. */
    Window window() {
        var from = LocalMinutes.parse("start", start);
        var first = from.toLocalDate();
        var until = this.until;
        var recurs = Boolean.TRUE.equals(recurring);
        if (until != null) {
            requireLastDate(until, first, recurs);
        }
        return new Window(recurs, first, until, timeOfDay(first, from), end(from));
    }

    private static void requireLastDate(LocalDate until, LocalDate first, boolean recurs) {
        if (!recurs) {
            throw Refused.invalid("until", "only a recurring timeslot ends");
        }
        if (until.isBefore(first)) {
            throw Refused.invalid("until", "must not be before the start's date");
        }
    }

    private TimeOfDay end(LocalDateTime from) {
        var to = LocalMinutes.parse("end", end);
        if (!to.isAfter(from)) {
            throw Refused.invalid("end", "must be after the start");
        }
        var midnight = from.toLocalDate().plusDays(1).atStartOfDay();
        if (!to.isAfter(midnight)) {
            return timeOfDay(from.toLocalDate(), to);
        }
        if (!to.isBefore(from.plusDays(1))) {
            throw Refused.invalid("end", "must be less than 24 hours after the start");
        }
        return timeOfDay(midnight.toLocalDate(), to);
    }

    private static TimeOfDay timeOfDay(LocalDate date, LocalDateTime time) {
        return new TimeOfDay((int) Duration.between(date.atStartOfDay(), time).toMinutes());
    }
}
