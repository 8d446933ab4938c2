package dev.medislot.availability.hours;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Comparator;

/** A window of one date, local to the doctor's zone. */
record DateWindow(@NotNull TimeOfDay start, @NotNull TimeOfDay end) {

    static final Comparator<DateWindow> BY_START = Comparator.comparing(DateWindow::start);

    static DateWindow of(Window window) {
        return new DateWindow(window.start(), window.end());
    }

    Window on(LocalDate date) {
        return new Window(false, date, null, start, end);
    }
}
