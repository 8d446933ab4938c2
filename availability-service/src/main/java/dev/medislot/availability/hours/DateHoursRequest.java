package dev.medislot.availability.hours;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;

/** The body with the windows of a date; an empty list makes the date a day off. */
record DateHoursRequest(@NotNull @Size(max = 48) List<@NotNull @Valid DateWindow> windows) {

    /** Returns the windows by start; refuses one without length. */
    List<DateWindow> inOrder() {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> windows.get(i).checked("windows[%d]".formatted(i)))
                .sorted(DateWindow.BY_START)
                .toList();
    }
}
