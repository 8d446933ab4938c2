package dev.medislot.booking.cancellation;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.booking.BookingOutcome;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.booking.CloseBooking;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.CancelToken;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows and cancels a booking for the reader of a mail about it, under the rules for its patient. */
@Component
class CancelByLink {

    static final String OPERATION = "cancelByLink";
    static final String READ = "getCancellation";

    /** The outcomes of a request to cancel. */
    sealed interface Outcome {

        /** The booking is cancelled now, by this request or an earlier one. */
        record Cancelled(Cancellation cancellation) implements Outcome {}

        record NotCancelled(BookingOutcome why) implements Outcome {}
    }

    private final CancelLinks links;
    private final Bookings bookings;
    private final CloseBooking closeBooking;
    private final AccessTrail trail;

    CancelByLink(CancelLinks links, Bookings bookings, CloseBooking closeBooking, AccessTrail trail) {
        this.links = links;
        this.bookings = bookings;
        this.closeBooking = closeBooking;
        this.trail = trail;
    }

    /** Throws {@link Refused} for a wrong token. The trail has the read, because anybody may have opened the link. */
    Cancellation find(UUID booking, CancelToken token) {
        var link = link(booking, token);
        record(link, READ, false);
        return found(booking, link).orElseThrow(CancelByLink::tokenWrong);
    }

    /**
     * Throws {@link Refused} for a wrong token.
     *
     * @param version that the reader saw
     */
    Outcome cancel(UUID booking, CancelToken token, int version) {
        return cancel(booking, link(booking, token), version);
    }

    private CancelLink link(UUID booking, CancelToken token) {
        return links.with(token, booking).orElseThrow(CancelByLink::tokenWrong);
    }

    private static Refused tokenWrong() {
        return Refused.invalid("token", "is wrong or no longer works");
    }

    private Outcome cancel(UUID booking, CancelLink link, int version) {
        return switch (closeBooking.cancel(booking, version, link.reader(), _ -> record(link, OPERATION, true))) {
            case Done(var cancelled) -> new Outcome.Cancelled(Cancellation.of(cancelled, link.timeZone()));
            case BookingOutcome refusal ->
                    found(booking, link).filter(shown -> shown.status() == BookingStatus.CANCELLED)
                            .<Outcome>map(Outcome.Cancelled::new)
                            .orElseGet(() -> new Outcome.NotCancelled(refusal));
        };
    }

    private void record(CancelLink link, String operation, boolean change) {
        trail.add(Caller.current().orElseGet(link::reader), operation, change, List.of(link.data()));
    }

    private Optional<Cancellation> found(UUID booking, CancelLink link) {
        return bookings.find(booking).map(found -> Cancellation.of(found, link.timeZone()));
    }
}
