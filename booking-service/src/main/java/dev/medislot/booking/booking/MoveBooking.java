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
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves a booking to another slot and frees its old one, in one transaction. */
@Component
public class MoveBooking {

    private static final int MAX_ATTEMPTS = 5;

    private final Bookings bookings;
    private final OfferedSlots offeredSlots;
    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;
    private final Claims claims;
    private final LateDays lateDays;
    private final BookingHistory history;
    private final FreedTimes freedTimes;
    private final BookingRules rules;
    private final Guardians guardians;
    private final Clock clock;

    MoveBooking(Bookings bookings, OfferedSlots offeredSlots, SlotQueue slotQueue, TransactionTemplate transaction,
            Claims claims, LateDays lateDays, BookingHistory history, FreedTimes freedTimes, BookingRules rules,
            Guardians guardians, Clock clock) {
        this.bookings = bookings;
        this.offeredSlots = offeredSlots;
        this.slotQueue = slotQueue;
        this.transaction = transaction;
        this.claims = claims;
        this.lateDays = lateDays;
        this.history = history;
        this.freedTimes = freedTimes;
        this.rules = rules;
        this.guardians = guardians;
        this.clock = clock;
    }

    public BookingOutcome move(UUID id, SlotId slot, @Nullable UsState patientState, Caller caller,
            @Nullable String ifMatch) {
        var family = guardians.family(caller);
        var booking = bookings.find(id).filter(found -> found.concerns(family)).orElseThrow(Refused::notFound);
        if (caller.role() == Role.DOCTOR) {
            throw Refused.forbidden();
        }
        return lateDays.claim(slot, () -> move(booking, slot, patientState, caller, ifMatch),
                () -> new NotClaimed(new SlotUnknown()));
    }

    private BookingOutcome move(Booking booking, SlotId slot, @Nullable UsState patientState, Caller caller,
            @Nullable String ifMatch) {
        if (booking.slotId().equals(slot)) {
            return attempt(booking, slot, patientState, caller, ifMatch);
        }
        try (var turn = slotQueue.enter(slot, booking.patientId())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return refusedBefore(booking, ifMatch, caller, taken.get());
            }
            var outcome = attempt(booking, slot, patientState, caller, ifMatch);
            if (outcome instanceof NotClaimed(var why)) {
                turn.saw(why);
            } else if (outcome instanceof Done) {
                slotQueue.freed(booking.slotId());
            }
            return outcome;
        }
    }

    /** Retries when another claim wins between the check and the write. */
    private BookingOutcome attempt(Booking booking, SlotId slot, @Nullable UsState patientState, Caller caller,
            @Nullable String ifMatch) {
        for (int i = 1;; i++) {
            try {
                return Objects.requireNonNull(
                        transaction.execute(_ -> moveLocked(booking, slot, patientState, caller, ifMatch)));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                if (i == MAX_ATTEMPTS) {
                    throw new ConcurrencyFailureException("The slot changes hands too fast", e);
                }
            }
        }
    }

    /** Uses the state that the booking has once it is locked, because its patient may just have moved. */
    private BookingOutcome moveLocked(Booking seen, SlotId slot, @Nullable UsState patientState, Caller caller,
            @Nullable String ifMatch) {
        bookings.lockPatient(seen.patientId());
        var booking = bookings.lock(seen.id()).orElseThrow();
        var refusal = refusal(booking, caller, ifMatch);
        if (refusal != null) {
            return refusal;
        }
        var request = new ClaimRequest(slot, booking.patientId(), patientState, caller.role(), booking.patientState());
        if ((patientState == null || patientState == booking.patientState()) && isOn(slot, booking)) {
            return new Done(booking);
        }
        Claim claim = claims.move(booking.id(), request);
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

    private BookingOutcome refusedBefore(Booking booking, @Nullable String ifMatch, Caller caller, Refusal taken) {
        var refusal = refusal(booking, caller, ifMatch);
        return refusal != null ? refusal : new NotClaimed(taken);
    }

    private @Nullable BookingOutcome refusal(Booking booking, Caller caller, @Nullable String ifMatch) {
        return new RequestedChange(booking, caller.role(), ifMatch, rules, clock.instant()).refusalToMove();
    }
}
