package dev.medislot.booking.booking;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.LateDays;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.event.Actor;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.IdempotencyKeys.Attempt;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Books a slot for a patient. */
@Component
public class BookSlot {

    private static final TypeReference<BookingOutcome> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final SlotQueue slotQueue;
    private final Claims claims;
    private final LateDays lateDays;
    private final NewBookings newBookings;
    private final BookingRules rules;
    private final MeterRegistry meters;

    BookSlot(IdempotencyKeys keys, SlotQueue slotQueue, Claims claims, LateDays lateDays, NewBookings newBookings,
            BookingRules rules, MeterRegistry meters) {
        this.keys = keys;
        this.slotQueue = slotQueue;
        this.claims = claims;
        this.lateDays = lateDays;
        this.newBookings = newBookings;
        this.rules = rules;
        this.meters = meters;
    }

    /** Books at most once for the key of the request; a repeat does not wait for the slot. */
    public Once<BookingOutcome> book(ClaimRequest request, @Nullable String reason, Actor actor, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return bookIn(attempt, request, reason, actor);
        }
    }

    /** Books in an attempt that the caller opened and closes. */
    public Once<BookingOutcome> bookIn(Attempt<BookingOutcome> attempt, ClaimRequest request, @Nullable String reason,
            Actor actor) {
        var once = attempt.before()
                .orElseGet(() -> lateDays.claim(request.slot(), () -> bookInTurn(attempt, request, reason, actor),
                        () -> attempt.known(new NotClaimed(new SlotUnknown()))));
        meters.counter("medislot.claim.outcomes", "outcome", BookingOutcome.label(once)).increment();
        return once;
    }

    private Once<BookingOutcome> bookInTurn(Attempt<BookingOutcome> attempt, ClaimRequest request,
            @Nullable String reason, Actor actor) {
        try (var turn = slotQueue.enter(request.slot(), request.patient())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return attempt.known(new NotClaimed(taken.get()));
            }
            var once = attempt.once(() -> claim(request, reason, actor));
            if (once instanceof First(Booked(var booking))) {
                turn.takenBy(booking.patientId());
            } else if (once instanceof First(NotClaimed(var why))) {
                turn.saw(why);
            }
            return once;
        }
    }

    private BookingOutcome claim(ClaimRequest request, @Nullable String reason, Actor actor) {
        return switch (claims.book(request,
                granted -> newBookings.add(booking(granted, reason), actor, request.isBoundByLimits()))) {
            case Granted granted -> new Booked(booking(granted, reason));
            case Refusal why -> new NotClaimed(why);
        };
    }

    private Booking booking(Granted granted, @Nullable String reason) {
        return Booking.booked(granted, reason,
                rules.changeableUntil(granted.slot().start(), granted.at(), granted.at()));
    }
}
