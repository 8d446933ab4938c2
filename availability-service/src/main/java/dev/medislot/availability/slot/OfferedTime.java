package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import dev.medislot.common.UsState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time of a doctor's slots, for visits of any length.
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

    /** Whether there is a license for that state at that time. */
    public boolean serves(UsState state, Instant at) {
        var entry = slots.floorEntry(at);
        return entry != null && entry.getValue().serves(state);
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

    /**
     * Whether the visit is offered at its start, apart from bookings.
     *
     * @param visits of the doctor; null for the default visit
     */
    public boolean offers(LiveBooking booking, @Nullable List<OfferedVisit> visits) {
        var slot = slots.get(booking.start());
        if (slot == null || !slot.serves(booking.patientState())) {
            return false;
        }
        if (visits == null || booking.visitType() == null) {
            return visits == null && booking.visitType() == null && slot.isOffered()
                    && slot.end().equals(booking.end());
        }
        return visits.stream().anyMatch(visit -> visit.type().equals(booking.visitType()) && slot.offers(visit));
    }

    /** Whether they cover the visit and the doctor is licensed for it. */
    public boolean accommodates(LiveBooking booking) {
        return covers(booking) && serves(booking.patientState(), booking.start());
    }
}
