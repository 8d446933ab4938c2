package dev.medislot.booking.booking;

import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.idempotency.Repeat;
import dev.medislot.common.BookingStatus;
import java.time.Duration;

/** Every way in which making or changing a booking can end. */
sealed interface BookingOutcome {

    record Done(Booking booking) implements BookingOutcome {}

    /** The slot was refused. */
    record NotClaimed(Refusal why) implements BookingOutcome {}

    /** The request's key was used before. */
    record Repeated(Repeat repeat) implements BookingOutcome {}

    /** No such booking, or none of this caller's. */
    record BookingUnknown() implements BookingOutcome {}

    record Stale(int version) implements BookingOutcome {}

    record AlreadyClosed(BookingStatus status) implements BookingOutcome {}

    record NotStarted() implements BookingOutcome {}

    record PastCutOff(Duration cutOff) implements BookingOutcome {}

    record NotAllowed() implements BookingOutcome {}
}
