package dev.medislot.booking.booking;

import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.claim.Ask;
import dev.medislot.booking.claim.Claim;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.Turnstiles;
import dev.medislot.common.event.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Books a slot for a patient. */
@Component
class BookSlot {

    private final Turnstiles turnstiles;
    private final TransactionTemplate transaction;
    private final Claims claims;
    private final BookingHistory history;

    BookSlot(Turnstiles turnstiles, TransactionTemplate transaction, Claims claims, BookingHistory history) {
        this.turnstiles = turnstiles;
        this.transaction = transaction;
        this.claims = claims;
        this.history = history;
    }

    BookingOutcome book(Ask ask, @Nullable String reason, Actor actor) {
        try (var turn = turnstiles.enter(ask.slot(), ask.patient())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return new NotClaimed(taken.get());
            }
            var claim = Objects.requireNonNull(transaction.execute(_ -> claim(ask, reason, actor)));
            turn.saw(claim);
            return switch (claim) {
                case Granted granted -> new Done(Booking.booked(granted, reason));
                case Refusal refusal -> new NotClaimed(refusal);
            };
        }
    }

    private Claim claim(Ask ask, @Nullable String reason, Actor actor) {
        var claim = claims.book(ask, reason);
        if (claim instanceof Granted granted) {
            history.write(Change.CREATED, Booking.booked(granted, reason), actor);
        }
        return claim;
    }
}
