package dev.medislot.availability.slot;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * When a doctor sees patients.
 *
 * @param timeslots the windows of the week and of single dates
 * @param dates the dates with hours of their own, instead of the timeslots on them
 */
public record Hours(List<Window> timeslots, Map<LocalDate, List<Window>> dates) {

    /** An inactive doctor's. */
    public static final Hours NONE = new Hours(List.of(), Map.of());

    /** The windows of one date. */
    public List<Window> on(LocalDate date) {
        var own = dates.get(date);
        return own != null ? own : timeslots.stream().filter(window -> window.standsOn(date)).toList();
    }
}
