package dev.medislot.availability.schedule;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;

/** A row of the slot table: what hours make of a stretch of time, and whether it is taken. */
record PlannedSlot(Instant start, Instant end, LocalDate date, long states, boolean timeOff, boolean booked) {

    boolean isOffered() {
        return !timeOff;
    }

    boolean accommodates(LiveBooking booking) {
        return isOffered() && start.equals(booking.start()) && end.equals(booking.end())
                && serves(booking.patientState());
    }

    boolean serves(UsState state) {
        return (states & state.bit()) != 0;
    }
}
