package dev.medislot.booking.booking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.booking.BookingOutcome.RefusedBefore;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.common.BookingStatus;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import java.time.Duration;

/** Every way in which making or changing a booking can end. The names of those that are stored must not change. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(name = "Booked", value = Booked.class),
        @JsonSubTypes.Type(name = "Done", value = Done.class),
        @JsonSubTypes.Type(name = "NotClaimed", value = NotClaimed.class),
        @JsonSubTypes.Type(name = "RefusedBefore", value = RefusedBefore.class),
        @JsonSubTypes.Type(name = "AlreadyClosed", value = AlreadyClosed.class),
        @JsonSubTypes.Type(name = "PastCutOff", value = PastCutOff.class) })
public sealed interface BookingOutcome {

    /** A new booking was made. */
    record Booked(Booking booking) implements BookingOutcome {}

    /** A booking was found or changed. */
    record Done(Booking booking) implements BookingOutcome {}

    /** The slot was refused. */
    record NotClaimed(Refusal why) implements BookingOutcome {}

    /**
     * A refusal that a release before V7 stored as an HTTP answer. Delete it with the triggers of V7, a day after the
     * last instance of that release.
     */
    record RefusedBefore(int status, String problem) implements BookingOutcome {}

    record Stale(int version) implements BookingOutcome {}

    record AlreadyClosed(BookingStatus status) implements BookingOutcome {}

    /** The patient has rated the visit, which says that it took place. */
    record VisitRated() implements BookingOutcome {}

    record NotStarted() implements BookingOutcome {}

    record PastCutOff(Duration cutOff, Duration undoPeriod) implements BookingOutcome {}

    /** The label of this outcome in metrics; dashboards and alerts read it. */
    default String label() {
        return switch (this) {
            case Booked _,Done _ -> "Done";
            case NotClaimed(var why) -> why.label();
            case RefusedBefore _ -> "Repeated";
            case Stale _ -> "Stale";
            case AlreadyClosed _ -> "AlreadyClosed";
            case VisitRated _ -> "VisitRated";
            case NotStarted _ -> "NotStarted";
            case PastCutOff _ -> "PastCutOff";
        };
    }

    /** The label of a request that is carried out at most once. */
    static String label(Once<BookingOutcome> once) {
        return once instanceof First(var outcome) ? outcome.label() : "Repeated";
    }
}
