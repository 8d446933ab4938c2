package dev.medislot.booking.booking;

import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.BookingOutcome.Repeated;
import dev.medislot.booking.claim.Claim;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.idempotency.FirstAnswer;
import dev.medislot.booking.idempotency.IdempotencyKeys.KeyedRequest;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.event.Actor;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Books a slot for a patient. */
@Component
class BookSlot {

    private record Attempt(BookingOutcome outcome, @Nullable Claim claim) {}

    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;
    private final Claims claims;
    private final BookingHistory history;

    BookSlot(SlotQueue slotQueue, TransactionTemplate transaction, Claims claims, BookingHistory history) {
        this.slotQueue = slotQueue;
        this.transaction = transaction;
        this.claims = claims;
        this.history = history;
    }

    /** Carries out the request once for its key; {@code answer} says what to answer when it is repeated. */
    BookingOutcome book(ClaimRequest ask, @Nullable String reason, Actor actor, KeyedRequest request,
            Function<BookingOutcome, FirstAnswer> answer) {
        var repeat = request.enter();
        if (repeat.isPresent()) {
            return new Repeated(repeat.get());
        }
        try (var turn = slotQueue.enter(ask.slot(), ask.patient())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                var lost = new NotClaimed(taken.get());
                return request.hasKey() ? once(request, answer, () -> new Attempt(lost, null)).outcome() : lost;
            }
            var attempt = once(request, answer, () -> attempt(ask, reason, actor));
            if (attempt.claim() != null) {
                turn.saw(attempt.claim());
            }
            return attempt.outcome();
        }
    }

    private Attempt once(KeyedRequest request, Function<BookingOutcome, FirstAnswer> answer, Supplier<Attempt> act) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var repeat = request.begin();
            if (repeat.isPresent()) {
                return new Attempt(new Repeated(repeat.get()), null);
            }
            var attempt = act.get();
            if (request.hasKey()) {
                request.remember(answer.apply(attempt.outcome()));
            }
            return attempt;
        }));
    }

    private Attempt attempt(ClaimRequest ask, @Nullable String reason, Actor actor) {
        var claim = claims.book(ask, reason);
        return switch (claim) {
            case Granted granted -> {
                var booking = Booking.booked(granted, reason);
                history.write(Change.CREATED, booking, actor);
                yield new Attempt(new Done(booking), claim);
            }
            case Refusal why -> new Attempt(new NotClaimed(why), claim);
        };
    }
}
