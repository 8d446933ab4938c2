package dev.medislot.booking.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes bookings along to another state: those of a patient who moves, unless they were made for a third state or are
 * visits in person, and single ones.
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
                .map(booking -> relocate(booking, to, actor, now))
                .toList();
    }

    /** The booking must be locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking relocate(Booking booking, UsState to, Actor actor, Instant at) {
        var relocated = booking.relocated(to, at);
        bookings.update(relocated);
        history.write(VersionChange.RELOCATED, relocated, actor);
        return relocated;
    }
}
