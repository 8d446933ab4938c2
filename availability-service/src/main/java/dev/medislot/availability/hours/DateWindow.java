package dev.medislot.availability.hours;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.web.problem.Refused;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A window of one date, local to the doctor's zone.
 *
 * @param end on the next date if it comes before the start
 */
record DateWindow(@NotNull TimeOfDay start, @NotNull TimeOfDay end) {

    static final Comparator<DateWindow> BY_START = Comparator.comparing(DateWindow::start);

    static DateWindow of(Window window) {
        return new DateWindow(window.start(), window.end());
    }

    /** Refuses a window without length; midnight at its end is {@code 24:00}. */
    DateWindow checked(String field) {
        if (start.equals(TimeOfDay.MIDNIGHT)) {
            throw Refused.invalid(field + ".start", "must be before 24:00");
        }
        if (start.equals(end)) {
            throw Refused.invalid(field + ".end", "must not be the start");
        }
        return end.minutes() == 0 ? new DateWindow(start, TimeOfDay.MIDNIGHT) : this;
    }

    boolean overlaps(DateWindow later) {
        return on(LocalDate.EPOCH).lastsOverMidnight() || later.start.compareTo(end) < 0;
    }

    Window on(LocalDate date) {
        return new Window(false, date, null, start, end);
    }
}
