package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The time of a doctor's slots, whatever visits start with them.
 *
 * @param zone of the doctor
 * @param horizon the slots from then on are not published yet
 */
public record OfferedTime(NavigableMap<Instant, PlannedSlot> slots, ZoneId zone, Instant horizon) {

    public static OfferedTime of(List<PlannedSlot> slots, ZoneId zone, Instant horizon) {
        return new OfferedTime(
                slots.stream().collect(toMap(PlannedSlot::start, Function.identity(), (one, _) -> one, TreeMap::new)),
                zone, horizon);
    }

    /** Whether slots, none of them time off, cover the visit from its start to its end, or to the horizon. */
    public boolean covers(LiveBooking booking) {
        var at = booking.start();
        var left = Duration.between(at, booking.end());
        do {
            var entry = slots.floorEntry(at);
            if (entry == null || entry.getValue().timeOff() || !at.isBefore(entry.getValue().end())) {
                return false;
            }
            left = left.minus(Duration.between(at, entry.getValue().end()));
            at = startOfNext(entry.getValue());
        } while (left.isPositive() && at.isBefore(horizon));
        return true;
    }

    /** Whether that visit could start then; false also at a start that is none on the grid. */
    public boolean offers(Visit visit, Instant start) {
        var slot = slots.get(start);
        return slot != null && slot.offers(visit);
    }

    /** Whether there is a license at that time for the state of the place of a visit in person. */
    public boolean isLicensedAtPlace(Visit visit, Instant start) {
        var entry = slots.floorEntry(start);
        return entry != null && visit.statesOf(entry.getValue().states()) != 0;
    }

    /** Returns the end of a slot, extended by an hour that the clocks repeat, because that hour has slots only once. */
    private Instant startOfNext(PlannedSlot slot) {
        var next = slots.higherKey(slot.start());
        var localEnd = local(slot.start()).plus(Duration.between(slot.start(), slot.end()));
        return next != null && local(next).equals(localEnd) ? next : slot.end();
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** Whether they cover the visit and the doctor is licensed for it. */
    public boolean accommodates(LiveBooking booking) {
        return covers(booking) && slots.floorEntry(booking.start()).getValue().serves(booking.patientState());
    }
}
