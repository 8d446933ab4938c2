package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The time of a doctor's slots, whatever visits start with them.
 *
 * @param horizon the slots from then on are not published yet
 */
public record OfferedTime(NavigableMap<Instant, PlannedSlot> slots, Instant horizon) {

    public static OfferedTime of(List<PlannedSlot> slots, Instant horizon) {
        return new OfferedTime(
                slots.stream().collect(toMap(PlannedSlot::start, Function.identity(), (one, _) -> one, TreeMap::new)),
                horizon);
    }

    /** Whether slots, none of them time off, cover the visit from its start to its end, or to the horizon. */
    public boolean covers(LiveBooking booking) {
        var at = booking.start();
        do {
            var slot = slots.floorEntry(at);
            if (slot == null || slot.getValue().timeOff() || !at.isBefore(slot.getValue().end())) {
                return false;
            }
            at = slot.getValue().end();
        } while (at.isBefore(booking.end()) && at.isBefore(horizon));
        return true;
    }

    /** Whether they cover the visit and the doctor is licensed for it. */
    public boolean accommodates(LiveBooking booking) {
        return covers(booking) && slots.floorEntry(booking.start()).getValue().serves(booking.patientState());
    }
}
