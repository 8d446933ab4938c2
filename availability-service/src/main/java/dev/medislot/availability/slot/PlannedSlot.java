package dev.medislot.availability.slot;

import static java.util.stream.Collectors.toMap;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the slot table: a slot or time off, and whether it is taken. */
public record PlannedSlot(Instant start, Instant end, LocalDate date, long states, boolean timeOff, boolean booked) {

    public static Map<Instant, PlannedSlot> byStart(List<PlannedSlot> slots) {
        return slots.stream().collect(toMap(PlannedSlot::start, Function.identity()));
    }

    public boolean isOffered() {
        return !timeOff;
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

    /** Whether the doctor no longer has this time, or no longer for patients of any state. */
    public boolean goesWith(@Nullable PlannedSlot next) {
        return next == null || !next.end().equals(end) || (next.timeOff() && !timeOff)
                || (next.states() == 0 && states != 0);
    }

    public boolean serves(UsState state) {
        return (states & state.bit()) != 0;
    }
}
