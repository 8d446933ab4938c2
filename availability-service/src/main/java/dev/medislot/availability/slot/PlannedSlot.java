package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the slot table: a slot or time off, and whether it is taken.
 *
 * @param fits the visit types that can start with it as hours and time off go, one bit each; null for a slot of the
 *     default visit
 * @param blocked the visit types of the doctor whose time with buffers a booking takes, one bit each
 */
public record PlannedSlot(Instant start, Instant end, LocalDate date, long states, boolean timeOff, boolean booked,
        @Nullable Long fits, long blocked) {

    /** Makes a slot of the default visit. */
    PlannedSlot(Instant start, Instant end, LocalDate date, long states, boolean timeOff, boolean booked) {
        this(start, end, date, states, timeOff, booked, null, 0);
    }

    public static Map<Instant, PlannedSlot> byStart(List<PlannedSlot> slots) {
        return slots.stream().collect(toMap(PlannedSlot::start, Function.identity()));
    }

    public boolean isOffered() {
        return fits == null ? !timeOff : fits != 0;
    }

    public boolean isStepOfGrid() {
        return fits != null;
    }

    public boolean offers(OfferedVisit visit) {
        return fits != null && visit.isIn(fits);
    }

    public boolean accommodates(LiveBooking booking) {
        return isOffered() && start.equals(booking.start()) && end.equals(booking.end())
                && serves(booking.patientState());
    }

    /** The states whose patients could book this slot and cannot book the next slot of the same start. */
    public long statesLostTo(@Nullable PlannedSlot next) {
        if (!isOffered()) {
            return 0;
        }
        return next != null && next.isOffered() && next.end().equals(end) ? states & ~next.states() : states;
    }

    /** The states whose patients could start that visit with this slot and cannot with the next one. */
    public long statesLostTo(@Nullable PlannedSlot next, OfferedVisit visit) {
        if (!offers(visit)) {
            return 0;
        }
        long lost = next != null && next.offers(visit) ? states & ~next.states() : states;
        return visit.statesOf(lost);
    }

    /** Whether the doctor no longer has this time, or no longer for patients of any state. */
    public boolean goesWith(@Nullable PlannedSlot next) {
        return next == null || !next.end().equals(end) || (next.timeOff() && !timeOff)
                || (next.states() == 0 && states != 0);
    }

    public boolean serves(UsState state) {
        return (states & state.bit()) != 0;
    }
}
