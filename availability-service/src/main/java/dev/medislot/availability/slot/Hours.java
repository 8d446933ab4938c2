package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toCollection;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When a doctor sees patients.
 *
 * @param timeslots the windows of the week and of single dates
 * @param dates the dates with hours of their own, instead of the timeslots on them
 */
public record Hours(List<Window> timeslots, Map<LocalDate, List<Window>> dates) {

    /** The hours of an inactive doctor. */
    public static final Hours NONE = new Hours(List.of(), Map.of());

    /** The windows of one date. */
    public List<Window> on(LocalDate date) {
        var own = dates.get(date);
        return own != null ? own : timeslots.stream().filter(window -> window.standsOn(date)).toList();
    }

    /** The end of the last window that begins on the date before, or of no window. */
    LocalDateTime endOfTheNightBefore(LocalDate date) {
        var before = date.minusDays(1);
        return on(before).stream()
                .map(window -> window.endOn(before))
                .max(Comparator.naturalOrder())
                .orElse(LocalDateTime.MIN);
    }

    /**
     * The dates from the given one on that have windows of their own, or follow a date that has, and overlap a window
     * of the night before. Timeslots never overlap each other.
     */
    public Set<LocalDate> nightOverlaps(LocalDate from) {
        if (Stream.concat(timeslots.stream(), dates.values().stream().flatMap(List::stream))
                .noneMatch(Window::lastsOverMidnight)) {
            return Set.of();
        }
        return dates.keySet()
                .stream()
                .flatMap(own -> Stream.of(own, own.plusDays(1)))
                .filter(date -> !date.isBefore(from) && overlapsTheNightBefore(date))
                .collect(toCollection(TreeSet::new));
    }

    private boolean overlapsTheNightBefore(LocalDate date) {
        return on(date.minusDays(1)).stream()
                .filter(Window::lastsOverMidnight)
                .anyMatch(night -> on(date).stream().anyMatch(window -> window.start().compareTo(night.end()) < 0));
    }
}
