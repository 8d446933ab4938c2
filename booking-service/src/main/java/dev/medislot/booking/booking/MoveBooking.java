package dev.medislot.booking.booking;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.claim.Claim;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.booking.claim.LateDays;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.IdempotencyKeys.Attempt;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Moves a booking to another slot and frees its old one, in one transaction. */
@Component
public class MoveBooking {

    private static final int MAX_ATTEMPTS = 5;
    private static final TypeReference<BookingOutcome> OUTCOME = new TypeReference<>() {
    };

    private record Wanted(SlotId slot, @Nullable UsState patientState, Caller caller, @Nullable String ifMatch) {}

    private final Bookings bookings;
    private final OfferedSlots offeredSlots;
    private final SlotQueue slotQueue;
    private final IdempotencyKeys keys;
    private final Claims claims;
    private final LateDays lateDays;
    private final BookingHistory history;
    private final FreedTimes freedTimes;
    private final BookingRules rules;
    private final Guardians guardians;
    private final Clock clock;

    MoveBooking(Bookings bookings, OfferedSlots offeredSlots, SlotQueue slotQueue, IdempotencyKeys keys, Claims claims,
            LateDays lateDays, BookingHistory history, FreedTimes freedTimes, BookingRules rules, Guardians guardians,
            Clock clock) {
        this.bookings = bookings;
        this.offeredSlots = offeredSlots;
        this.slotQueue = slotQueue;
        this.keys = keys;
        this.claims = claims;
        this.lateDays = lateDays;
        this.history = history;
        this.freedTimes = freedTimes;
        this.rules = rules;
        this.guardians = guardians;
        this.clock = clock;
    }

    /** Moves a booking. A repeat of the request needs no key, because it finds the booking on the slot. */
    public Once<BookingOutcome> move(UUID id, SlotId slot, @Nullable UsState patientState, Caller caller,
            @Nullable String ifMatch) {
        try (var attempt = keys.attempt(KeyedRequest.unkeyed(caller.id()), OUTCOME)) {
            return moveIn(attempt, id, slot, patientState, caller, ifMatch);
        }
    }

    /** Moves in an attempt that the caller opened and closes. */
    public Once<BookingOutcome> moveIn(Attempt<BookingOutcome> attempt, UUID id, SlotId slot,
            @Nullable UsState patientState, Caller caller, @Nullable String ifMatch) {
        var family = guardians.family(caller);
        var booking = bookings.find(id).filter(found -> found.concerns(family)).orElseThrow(Refused::notFound);
        if (caller.role() == Role.DOCTOR) {
            throw Refused.forbidden();
        }
        return lateDays.claim(slot, () -> moveInTurn(attempt, booking, new Wanted(slot, patientState, caller, ifMatch)),
                () -> attempt.known(new NotClaimed(new SlotUnknown())));
    }

    private Once<BookingOutcome> moveInTurn(Attempt<BookingOutcome> attempt, Booking booking, Wanted wanted) {
        if (booking.slotId().equals(wanted.slot())) {
            return moveOnce(attempt, booking, wanted);
        }
        try (var turn = slotQueue.enter(wanted.slot(), booking.patientId())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return attempt.known(refusalOr(booking, wanted, taken.get()));
            }
            var once = moveOnce(attempt, booking, wanted);
            if (once instanceof First(NotClaimed(var why))) {
                turn.saw(why);
            } else if (once instanceof First(Done _)) {
                slotQueue.freed(booking.slotId());
            }
            return once;
        }
    }

    /** Retries when another claim wins between the check and the write. */
    private Once<BookingOutcome> moveOnce(Attempt<BookingOutcome> attempt, Booking booking, Wanted wanted) {
        for (int i = 1;; i++) {
            try {
                return attempt.once(() -> moveLocked(booking, wanted));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                if (i == MAX_ATTEMPTS) {
                    throw new ConcurrencyFailureException("The slot changes hands too fast", e);
                }
            }
        }
    }

    /** Uses the state that the booking has once it is locked, because its patient may just have moved. */
    private BookingOutcome moveLocked(Booking seen, Wanted wanted) {
        bookings.lockPatient(seen.patientId());
        var booking = bookings.lock(seen.id()).orElseThrow();
        var refusal = refusal(booking, wanted);
        if (refusal != null) {
            return refusal;
        }
        var state = wanted.patientState();
        if ((state == null || state == booking.patientState()) && isOn(wanted.slot(), booking)) {
            return new Done(booking);
        }
        var caller = wanted.caller();
        Claim claim = claims.move(booking.id(),
                new ClaimRequest(wanted.slot(), booking.patientId(), state, caller.role(), booking.patientState()));
        return switch (claim) {
            case Refusal why -> new NotClaimed(why);
            case Granted granted -> new Done(moved(booking, granted, caller));
        };
    }

    private Booking moved(Booking booking, Granted granted, Caller caller) {
        var moved = booking.movedTo(granted,
                rules.changeableUntil(granted.slot().start(), booking.createdAt(), granted.at()));
        if (moved.slot().equals(booking.slot())) {
            history.write(VersionChange.RELOCATED, moved, caller.actor());
        } else {
            history.write(VersionChange.MOVED, moved, caller.actor(), booking.slot());
            freedTimes.add(booking.patientId(), booking.slotId(), booking.end(), booking.visit());
        }
        return moved;
    }

    /** Whether the booking has that slot, unless its doctor offers the slot in another length now. */
    private boolean isOn(SlotId slot, Booking booking) {
        return booking.slotId().equals(slot)
                && offeredSlots.end(slot).filter(end -> !end.equals(booking.end())).isEmpty();
    }

    private BookingOutcome refusalOr(Booking booking, Wanted wanted, Refusal taken) {
        var refusal = refusal(booking, wanted);
        return refusal != null ? refusal : new NotClaimed(taken);
    }

    private @Nullable BookingOutcome refusal(Booking booking, Wanted wanted) {
        return new RequestedChange(booking, wanted.caller().role(), wanted.ifMatch(), rules, clock.instant())
                .refusalToMove();
    }
}
