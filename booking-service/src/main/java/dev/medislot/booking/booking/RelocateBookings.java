package dev.medislot.booking.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a patient's bookings along to another state; those that were made for a third state stay there, as visits in
 * person do.
 */
@Component
public class RelocateBookings {

    private final Bookings bookings;
    private final BookingHistory history;
    private final Clock clock;

    RelocateBookings(Bookings bookings, BookingHistory history, Clock clock) {
        this.bookings = bookings;
        this.history = history;
        this.clock = clock;
    }

    /** Answers the bookings that moved along, licensed there or not; the patient must be locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Booking> relocate(PatientId patient, UsState from, UsState to, Actor actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return bookings.lockUpcoming(patient, now)
                .stream()
                .filter(booking -> booking.patientState() == from && booking.mode() != VisitMode.IN_PERSON)
                .map(booking -> relocated(booking.relocated(to, now), actor))
                .toList();
    }

    private Booking relocated(Booking booking, Actor actor) {
        bookings.update(booking);
        history.write(Change.RELOCATED, booking, actor);
        return booking;
    }
}
