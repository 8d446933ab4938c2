package dev.medislot.availability.opening;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged.License;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slots of a local date.
 *
 * @param states the states in which the doctor is licensed all that day; their patients can book open slots
 */
record CalendarDay(LocalDate date, Set<UsState> states, List<CalendarSlot> slots) {

    static CalendarDay of(LocalDate date, List<CalendarSlot> slots, ZoneId zone, List<License> licenses) {
        var states = slots.isEmpty() ? statesAllDay(date, zone, licenses)
                : statesAtAll(slots.stream().map(CalendarSlot::start), licenses);
        return new CalendarDay(date, states,
                slots.stream()
                        .map(slot -> slot.withFurtherStates(without(states, License.statesAt(licenses, slot.start()))))
                        .toList());
    }

    private static Set<UsState> statesAllDay(LocalDate date, ZoneId zone, List<License> licenses) {
        var midnight = date.atStartOfDay(zone).toInstant();
        var lastMinute = date.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(60);
        return statesAtAll(Stream.of(midnight, lastMinute), licenses);
    }

    private static Set<UsState> statesAtAll(Stream<Instant> starts, List<License> licenses) {
        var states = EnumSet.allOf(UsState.class);
        starts.forEach(start -> states.retainAll(License.statesAt(licenses, start)));
        return states;
    }

    private static Set<UsState> without(Set<UsState> some, Set<UsState> states) {
        states.removeAll(some);
        return states;
    }
}
