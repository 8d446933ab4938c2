package dev.medislot.booking.cancellation;

import dev.medislot.booking.booking.Booking;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a booking that the link in a mail shows. The state is the only one about the patient; the search for
 * another time needs it.
 *
 * @param timeZone in which mails to the patient, or the guardian of a dependent, show times
 * @param changeableUntil the last moment, perhaps past, at which the link cancels; null once the booking is closed or
 *     its visit has started
 */
record Cancellation(UUID bookingId, BookingStatus status, int version, DoctorId doctorId, @Nullable String doctorName,
        Instant start, Instant end, ZoneId timeZone, UsState patientState, @Nullable UUID visitTypeId,
        @Nullable String visitTypeName, VisitMode mode, @Nullable Instant changeableUntil) {

    static Cancellation of(Booking booking, ZoneId timeZone) {
        return new Cancellation(booking.id(), booking.status(), booking.version(), booking.doctorId(),
                booking.doctorName(), booking.start(), booking.end(), timeZone, booking.patientState(),
                booking.visitTypeId(), booking.visitTypeName(), booking.mode(), booking.changeableUntil());
    }
}
