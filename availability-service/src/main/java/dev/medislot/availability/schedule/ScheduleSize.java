package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.Hours;
import dev.medislot.availability.slot.Window;
import dev.medislot.web.problem.Refused;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The amount that a doctor has stored, which has bounds.
 *
 * @param windowsPerDay the most windows on one date
 * @param slotsPerDay the most slots on one date
 * @param overlaps the dates with a window that overlaps the window from the night before
 */
record ScheduleSize(int timeslots, int dates, int timeOff, int licenses, int windowsPerDay, int slotsPerDay,
        Set<LocalDate> overlaps) {

    /** @param today past dates do not count */
    static ScheduleSize of(Hours hours, int slotMinutes, int timeOff, int licenses, LocalDate today) {
        var ofDates = Stream.concat(hours.dates().values().stream(), fullestDates(hours.timeslots(), today)).toList();
        return new ScheduleSize(hours.timeslots().size(), hours.dates().size(), timeOff, licenses,
                most(ofDates, List::size), most(ofDates, windows -> slots(windows, slotMinutes)),
                hours.nightOverlaps(today));
    }

    /** The number of windows of a weekday rises only on a date on which one of them begins. */
    private static Stream<List<Window>> fullestDates(List<Window> timeslots, LocalDate today) {
        return timeslots.stream()
                .map(window -> onOrAfter(today, window.first()))
                .distinct()
                .map(date -> timeslots.stream().filter(window -> window.standsOn(date)).toList());
    }

    private static int most(List<List<Window>> ofDates, ToIntFunction<List<Window>> count) {
        return ofDates.stream().mapToInt(count).max().orElse(0);
    }

    private static int slots(List<Window> windows, int slotMinutes) {
        return windows.stream().mapToInt(window -> window.slotsOf(slotMinutes)).sum();
    }

    private static LocalDate onOrAfter(LocalDate today, LocalDate first) {
        return first.isBefore(today) ? today.with(TemporalAdjusters.nextOrSame(first.getDayOfWeek())) : first;
    }

    /** Refuses a growth beyond the bounds; a schedule that exceeds them already may stay or shrink. */
    void requireWithin(ScheduleBounds bounds, ScheduleSize before) {
        require("slotMinutes", "slots on one date", slotsPerDay, before.slotsPerDay, bounds.slotsPerDay());
        require("week", "windows on one date", windowsPerDay, before.windowsPerDay, bounds.windowsPerDay());
        require("timeslots", "timeslots", timeslots, before.timeslots, bounds.timeslots());
        require("dates", "dates with hours of their own", dates, before.dates, bounds.dates());
        require("timeOff", "time-off entries", timeOff, before.timeOff, bounds.timeOff());
        require("licenses", "licenses", licenses, before.licenses, bounds.licenses());
    }

    /** The first date with a new overlap. */
    Optional<LocalDate> newOverlap(ScheduleSize before) {
        return overlaps.stream().filter(date -> !before.overlaps.contains(date)).findFirst();
    }

    private static void require(String field, String unit, int after, int before, int max) {
        if (after > max && after > before) {
            throw Refused.invalid(field, "would be %d %s; a doctor may have at most %d".formatted(after, unit, max));
        }
    }
}
