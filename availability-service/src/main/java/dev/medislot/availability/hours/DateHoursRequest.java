package dev.medislot.availability.hours;

import dev.medislot.web.problem.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The windows of a date as they are written; none make it a day off. */
record DateHoursRequest(@NotNull @Size(max = 48) List<@NotNull @Valid DateWindow> windows) {

    /** Returns the windows by start; refuses one that does not end after its start. */
    List<DateWindow> inOrder() {
        for (int i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            if (window.start().compareTo(window.end()) >= 0) {
                throw Refused.invalid("windows[%d].end".formatted(i), "must be after the start");
            }
        }
        return windows.stream().sorted(DateWindow.BY_START).toList();
    }
}
