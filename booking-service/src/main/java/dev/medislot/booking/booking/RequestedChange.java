package dev.medislot.booking.booking;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.NotStarted;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.booking.BookingOutcome.Stale;
import dev.medislot.booking.booking.BookingOutcome.VisitRated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.web.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A request to change a booking that its caller may see, judged by the rules at one moment. */
record RequestedChange(Booking booking, Role by, @Nullable String ifMatch, BookingRules rules, Instant now) {

    /** The time after its end in which a doctor may correct a visit; longer than the wait until it is completed. */
    private static final Duration CORRECTABLE = Duration.ofDays(2);

    /** Returns why the booking may not be moved, or null if it may. */
    @Nullable
    BookingOutcome refusalToMove() {
        if (!EntityTag.matches(ifMatch, booking.version())) {
            return new Stale(booking.version());
        }
        return booking.status() == BookingStatus.CONFIRMED ? refusalByCutOff() : new AlreadyClosed(booking.status());
    }

    /**
     * Returns why the booking may not be closed or corrected like that, or null if it may.
     *
     * @param isRated whether the patient has rated the visit; read only if that matters
     */
    @Nullable
    BookingOutcome refusalToClose(BookingStatus next, BooleanSupplier isRated) {
        if (!EntityTag.matches(ifMatch, booking.version())) {
            return new Stale(booking.version());
        }
        if (!mayBecome(next)) {
            return new AlreadyClosed(booking.status());
        }
        if (next == BookingStatus.NO_SHOW && isRated.getAsBoolean()) {
            return new VisitRated();
        }
        if (next != BookingStatus.CANCELLED && now.isBefore(booking.start())) {
            return new NotStarted();
        }
        return refusalByCutOff();
    }

    private @Nullable BookingOutcome refusalByCutOff() {
        return rules.isPastCutOff(by, booking.start(), booking.createdAt(), now)
                ? new PastCutOff(rules.cutOff(), rules.undoPeriod())
                : null;
    }

    /** A closed booking is changed by staff, and for two days by its doctor. */
    private boolean mayBecome(BookingStatus next) {
        var isDoctorInTime = by == Role.DOCTOR && now.isBefore(booking.end().plus(CORRECTABLE));
        return booking.status().mayBecome(next)
                && (booking.status() == BookingStatus.CONFIRMED || by == Role.STAFF || isDoctorInTime);
    }
}
