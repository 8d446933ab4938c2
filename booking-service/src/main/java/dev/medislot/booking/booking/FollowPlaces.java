package dev.medislot.booking.booking;

import dev.medislot.booking.projection.PlacePublished;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.event.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes visits in person along when the place of their doctor is in another state, where the doctor is licensed. A
 * claim locks the day, so it has either the new state, or is found once the day is stored. Visits whose day an earlier
 * release stored are found by looking at all of them at an interval.
 */
@Component
class FollowPlaces {

    private static final int BATCH = 200;

    private final Bookings bookings;
    private final RelocateBookings relocateBookings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowPlaces(Bookings bookings, RelocateBookings relocateBookings, TransactionTemplate transaction, Clock clock) {
        this.bookings = bookings;
        this.relocateBookings = relocateBookings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(PlacePublished day) {
        follow(bookings.elsewhere(day.doctor(), day.date(), clock.instant()));
    }

    /** Handles one batch of bookings; the next run takes further ones. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT20S")
    void followLate() {
        follow(bookings.elsewhere(clock.instant(), BATCH));
    }

    private void follow(List<BookingElsewhere> visits) {
        visits.forEach(visit -> transaction.executeWithoutResult(_ -> follow(visit)));
    }

    /** Ignores a booking that was moved or closed meanwhile. */
    private void follow(BookingElsewhere visit) {
        bookings.lockPatient(visit.patient());
        bookings.lock(visit.booking())
                .filter(booking -> booking.status() == BookingStatus.CONFIRMED && booking.slotId().equals(visit.slot()))
                .filter(booking -> booking.patientState() != visit.placeState())
                .ifPresent(booking -> relocateBookings.relocate(booking, visit.placeState(), Actor.SYSTEM,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
