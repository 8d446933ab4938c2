package dev.medislot.availability.hours;

import dev.medislot.availability.slot.Window;
import dev.medislot.web.problem.Refused;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The recurring windows that have not ended, by weekday. */
final class Week {

    private Week() {}

    static Map<DayOfWeek, List<WorkingWindow>> of(Collection<Window> windows, LocalDate today) {
        var days = windows.stream()
                .filter(window -> !window.hasEnded(today))
                .sorted(Comparator.comparing(Window::start).thenComparing(Window::first))
                .collect(Collectors.groupingBy(window -> window.first().getDayOfWeek(),
                        () -> new EnumMap<>(DayOfWeek.class),
                        Collectors.mapping(window -> hours(window, today), Collectors.toList())));
        for (var day : DayOfWeek.values()) {
            days.putIfAbsent(day, List.of());
        }
        return days;
    }

    private static WorkingWindow hours(Window window, LocalDate today) {
        var later = window.first().isAfter(next(window.first().getDayOfWeek(), window.earliest(today)));
        return new WorkingWindow(window.start(), window.end(), later ? window.first() : null, window.until());
    }

    /** Refuses a week with anything that is not a window of its weekday. */
    static List<Window> windows(Map<DayOfWeek, List<WorkingWindow>> week, LocalDate today) {
        var windows = new ArrayList<Window>();
        week.forEach((day, hours) -> {
            for (int i = 0; i < hours.size(); i++) {
                windows.add(window("week.%s[%d]".formatted(day, i), day, hours.get(i), today));
            }
        });
        return windows;
    }

    private static Window window(String field, DayOfWeek day, WorkingWindow hours, LocalDate today) {
        var times = new DateWindow(hours.start(), hours.end()).checked(field).on(today);
        var from = hours.from();
        if (from != null && from.getDayOfWeek() != day) {
            throw Refused.invalid(field + ".from", "must be a " + day);
        }
        // a night that has begun yesterday goes on
        var earliest = times.earliest(today);
        var first = next(day, from != null && from.isAfter(earliest) ? from : earliest);
        var until = hours.until();
        if (until != null && until.isBefore(first)) {
            throw Refused.invalid(field + ".until", "must not be before " + first);
        }
        return new Window(true, first, until, times.start(), times.end());
    }

    /** Whether this week and the other offer the same time from now on. */
    static boolean same(Window stored, Window wanted, LocalDate today) {
        return stored.first().getDayOfWeek() == wanted.first().getDayOfWeek()
                && hours(stored, today).equals(hours(wanted, today));
    }

    private static LocalDate next(DayOfWeek day, LocalDate from) {
        return from.with(TemporalAdjusters.nextOrSame(day));
    }
}
