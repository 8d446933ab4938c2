package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.patient.Patient;
import dev.medislot.common.BookingStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A booking, with its times as they are where its patient will be.
 *
 * @param dependent the name of its patient; null for the visitor
 */
record PatientVisit(Booking booking, Times times, @Nullable String dependent) {

    static PatientVisit of(Booking booking, Patient me, Locale locale) {
        return new PatientVisit(booking, new Times(Search.zone(me, booking.patientState()), locale),
                booking.patientId().equals(me.id()) ? null : booking.patientName());
    }

    public boolean isChangeable() {
        var until = booking.changeableUntil();
        return until != null && until.isAfter(Instant.now());
    }

    /** Whether it will take place, or takes place now. */
    public boolean isAhead() {
        return booking.status() == BookingStatus.CONFIRMED && booking.end().isAfter(Instant.now());
    }

    /** Whether only the clinic can change it now. */
    boolean isLate() {
        return isAhead() && !isChangeable();
    }

    /** Whether the patient may want the time of this cancelled booking back. */
    public boolean isWantedBack() {
        return booking.status() == BookingStatus.CANCELLED && booking.start().isAfter(Instant.now());
    }

    /** The search for a time of the same doctor. */
    public Search again() {
        return new Search(booking.patientState(), null, booking.doctorId().value(),
                dependent == null ? null : booking.patientId().value(), null, null, null, null);
    }

    /** The search for an earlier time of the same visit: a free one moves it, the waitlist is for its patient. */
    public Search earlier() {
        return new Search(booking.patientState(), null, booking.doctorId().value(),
                dependent == null ? null : booking.patientId().value(), booking.visitTypeId(), null, booking.id(),
                null);
    }

    /** The last day of an earlier time. */
    public LocalDate dayBefore() {
        return times.date(booking.start()).minusDays(1);
    }

    /** Whether a whole day is left for an earlier time. */
    public boolean mayBeEarlier() {
        return isChangeable() && !dayBefore().isBefore(times.date(Instant.now()));
    }

    public Search move() {
        return Search.toMove(booking);
    }
}
