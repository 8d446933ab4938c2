package dev.medislot.booking.place;

import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.booking.OfferedSlots;
import dev.medislot.booking.booking.RelocateBookings;
import dev.medislot.booking.projection.PlacePublished;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.event.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(FollowPlaces.class);
    private static final int BATCH = 200;

    private final VisitsElsewhere visitsElsewhere;
    private final Bookings bookings;
    private final OfferedSlots offeredSlots;
    private final RelocateBookings relocateBookings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowPlaces(VisitsElsewhere visitsElsewhere, Bookings bookings, OfferedSlots offeredSlots,
            RelocateBookings relocateBookings, TransactionTemplate transaction, Clock clock) {
        this.visitsElsewhere = visitsElsewhere;
        this.bookings = bookings;
        this.offeredSlots = offeredSlots;
        this.relocateBookings = relocateBookings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(PlacePublished day) {
        follow(visitsElsewhere.list(day.doctor(), day.date(), clock.instant()));
    }

    /** Handles one batch of bookings; the next run takes further ones. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT20S")
    void followLate() {
        follow(visitsElsewhere.list(clock.instant(), BATCH));
    }

    /** A visit that fails does not keep the others from following; the next run tries it again. */
    private void follow(List<BookingElsewhere> visits) {
        for (var visit : visits) {
            try {
                transaction.executeWithoutResult(_ -> follow(visit));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("bookingId", visit.booking())
                        .setCause(e)
                        .log("Booking {} does not follow its place yet", visit.booking());
            }
        }
    }

    /** Ignores a booking that was moved or closed meanwhile, and reads the place again, which may have returned. */
    private void follow(BookingElsewhere visit) {
        bookings.lockPatient(visit.patient());
        bookings.lock(visit.booking())
                .filter(booking -> booking.status() == BookingStatus.CONFIRMED && booking.slotId().equals(visit.slot()))
                .ifPresent(booking -> offeredSlots.placeState(visit.slot())
                        .filter(state -> state != booking.patientState())
                        .ifPresent(state -> relocateBookings.relocate(booking, state, Actor.SYSTEM,
                                clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }
}
