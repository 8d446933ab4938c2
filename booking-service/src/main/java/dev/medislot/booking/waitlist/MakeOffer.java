package dev.medislot.booking.waitlist;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.FreedTime;
import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.booking.claim.LateDays;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.booking.waitlist.WaitlistLine.Next;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds a slot of freed time for one patient and mails them.
 * <p>
 * An offer, its hold and its event are one transaction. The lock of the freed time's row lets one instance make an
 * offer; the claim decides between the offer and other claims.
 */
@Component
class MakeOffer {

    private static final Logger LOG = LoggerFactory.getLogger(MakeOffer.class);

    /** The result of offering freed time to one patient. */
    enum Result {
        /** A slot is held for the patient; the rest of the time may suit the next one. */
        OFFERED,
        /** The rules of a claim exclude the patient. */
        NOT_SUITED,
        /** Another patient has the time. */
        TAKEN,
        /** Another instance has locked or handled the freed time. */
        NOT_OURS
    }

    private final FreedTimes freedTimes;
    private final Waitlist waitlist;
    private final Bookings bookings;
    private final WaitlistOffers offers;
    private final Claims claims;
    private final LateDays lateDays;
    private final SlotQueue slotQueue;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final BookingRules rules;
    private final WaitlistProperties settings;
    private final Clock clock;

    MakeOffer(FreedTimes freedTimes, Waitlist waitlist, Bookings bookings, WaitlistOffers offers, Claims claims,
            LateDays lateDays, SlotQueue slotQueue, Outbox outbox, TransactionTemplate transaction, BookingRules rules,
            WaitlistProperties settings, Clock clock) {
        this.freedTimes = freedTimes;
        this.waitlist = waitlist;
        this.bookings = bookings;
        this.offers = offers;
        this.claims = claims;
        this.lateDays = lateDays;
        this.slotQueue = slotQueue;
        this.outbox = outbox;
        this.transaction = transaction;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    Result make(FreedTime freed, Next next) {
        return lateDays.claim(next.slot(), () -> offerInTurn(freed, next), () -> Result.NOT_SUITED);
    }

    private Result offerInTurn(FreedTime freed, Next next) {
        try (var turn = slotQueue.enter(next.slot(), next.patient())) {
            if (turn.taken().isPresent()) {
                return Result.TAKEN;
            }
            var result = Objects.requireNonNull(transaction.execute(_ -> offerLocked(freed, next)));
            if (result == Result.OFFERED) {
                turn.takenBy(next.patient());
            }
            return result;
        }
    }

    /** Locks the patient before the entry, as leaving and erasing do. */
    private Result offerLocked(FreedTime freed, Next next) {
        var now = clock.instant();
        if (freedTimes.lock(freed.id(), now).isEmpty()) {
            return Result.NOT_OURS;
        }
        bookings.lockPatient(next.patient());
        if (!waitlist.lockWaiting(next.entry()) || offers.isAsked(next.patient(), now)) {
            return Result.NOT_SUITED;
        }
        var until = heldUntil(next, now);
        var request = new ClaimRequest(next.slot(), next.patient(), null, Role.PATIENT, next.state());
        return switch (claims.holdForWaitlist(request, until)) {
            case Granted held -> {
                storeOffer(next, held, until);
                yield Result.OFFERED;
            }
            case SlotTaken _ -> Result.TAKEN;
            case Refusal _ -> Result.NOT_SUITED;
        };
    }

    /** Ends with the last moment to book the slot at the latest. */
    private Instant heldUntil(Next next, Instant now) {
        var until = now.plus(settings.hold());
        var last = next.slot().start().minus(rules.minimumNotice());
        return (until.isBefore(last) ? until : last).truncatedTo(ChronoUnit.MILLIS);
    }

    private void storeOffer(Next next, Granted held, Instant until) {
        var token = OfferToken.random();
        offers.closeLapsed(next.slot().doctor(), next.patient(), held.at());
        offers.add(next.entry(), held, until, token);
        var visit = held.visit();
        outbox.publish(new WaitlistOffered(held.id(), next.entry(), next.patient().value(),
                next.slot().doctor().value(), held.slot(), visit == null ? VisitMode.VIDEO : visit.mode(), token.text(),
                until, held.at(), visit == null ? null : visit.name()));
        LOG.info("Slot {} is offered to entry {} of patient {} until {}", next.slot(), next.entry(), next.patient(),
                until);
    }
}
