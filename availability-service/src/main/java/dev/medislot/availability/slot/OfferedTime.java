package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The time of a doctor's slots, whatever visits start with them. */
public record OfferedTime(NavigableMap<Instant, PlannedSlot> slots) {

    public static OfferedTime of(List<PlannedSlot> slots) {
        return new OfferedTime(
                slots.stream().collect(toMap(PlannedSlot::start, Function.identity(), (one, _) -> one, TreeMap::new)));
    }

    /** Whether slots, none of them time off, cover the visit from its start to its end. */
    public boolean covers(LiveBooking booking) {
        for (var at = booking.start(); at.isBefore(booking.end());) {
            var slot = slots.floorEntry(at);
            if (slot == null || slot.getValue().timeOff() || !at.isBefore(slot.getValue().end())) {
                return false;
            }
            at = slot.getValue().end();
        }
        return true;
    }

    /** Whether they cover the visit and the doctor is licensed for it. */
    public boolean accommodates(LiveBooking booking) {
        return covers(booking) && slots.floorEntry(booking.start()).getValue().serves(booking.patientState());
    }
}
