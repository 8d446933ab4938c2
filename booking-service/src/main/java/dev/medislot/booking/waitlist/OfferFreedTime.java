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
import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.claim.LateDays;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.booking.waitlist.WaitlistLine.Next;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds freed time for the first in line and mails them, one patient after the other.
 * <p>
 * An offer, its hold and its event are one transaction, and the freed time's row stays until it suits no further entry,
 * so a crash leaves the row for the next run. The row's lock lets one instance make an offer; the claim decides between
 * the offer and other claims.
 */
@Component
class OfferFreedTime {

    private static final Logger LOG = LoggerFactory.getLogger(OfferFreedTime.class);
    private static final int BATCH = 100;
    /** Bounds the attempts of one run. */
    private static final int MAX_ATTEMPTS = 200;
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(30);

    /** The result of offering freed time to one patient. */
    private enum Result {
        /** A slot is held for the patient; the rest of the time may suit the next one. */
        OFFERED,
        /** The rules of a claim exclude the patient. */
        NOT_SUITED,
        /** Another patient has it. */
        TAKEN,
        /** Another instance has it or is done with it. */
        NOT_OURS
    }

    private final FreedTimes freedTimes;
    private final WaitlistLine line;
    private final Waitlist waitlist;
    private final Bookings bookings;
    private final WaitlistOffers offers;
    private final Claims claims;
    private final LateDays lateDays;
    private final Holds holds;
    private final SlotQueue slotQueue;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final BookingRules rules;
    private final WaitlistProperties settings;
    private final Clock clock;

    OfferFreedTime(FreedTimes freedTimes, WaitlistLine line, Waitlist waitlist, Bookings bookings,
            WaitlistOffers offers, Claims claims, LateDays lateDays, Holds holds, SlotQueue slotQueue, Outbox outbox,
            TransactionTemplate transaction, BookingRules rules, WaitlistProperties settings, Clock clock) {
        this.freedTimes = freedTimes;
        this.line = line;
        this.waitlist = waitlist;
        this.bookings = bookings;
        this.offers = offers;
        this.claims = claims;
        this.lateDays = lateDays;
        this.holds = holds;
        this.slotQueue = slotQueue;
        this.outbox = outbox;
        this.transaction = transaction;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    /** Also ends holds that have expired, which frees their time. */
    @Scheduled(fixedDelayString = "${medislot.waitlist.every:1s}")
    void run() {
        while (Objects.requireNonNull(transaction.execute(_ -> holds.lapseExpired(BATCH))) == BATCH) {
            // the next batch
        }
        freedTimes.due(clock.instant(), BATCH).forEach(this::offerOrRest);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        waitlist.forget(clock.instant().minus(KEPT));
    }

    private void offerOrRest(FreedTime freed) {
        try {
            offer(freed);
        } catch (RuntimeException e) {
            LOG.warn("Offering freed slot {} failed, it will be retried", freed.slot(), e);
            transaction.executeWithoutResult(
                    _ -> freedTimes.postpone(freed.id(), clock.instant().plus(REST_AFTER_FAILURE)));
        }
    }

    private void offer(FreedTime freed) {
        var passed = new ArrayList<UUID>();
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            var next = line.first(freed, clock.instant(), passed).orElse(null);
            if (next == null) {
                settle(freed);
                return;
            }
            var again = next.hasOfferUntil();
            if (again != null) {
                transaction.executeWithoutResult(_ -> freedTimes.postpone(freed.id(), again));
                return;
            }
            switch (offer(freed, next)) {
                case OFFERED, TAKEN -> {
                    // the next attempt looks at the rest of the time
                }
                case NOT_SUITED -> passed.add(next.entry());
                case NOT_OURS -> {
                    return;
                }
            }
        }
    }

    /** Deletes the row; a hold in that time adds a new row when it ends. */
    private void settle(FreedTime freed) {
        transaction.executeWithoutResult(
                _ -> freedTimes.lock(freed.id(), clock.instant()).ifPresent(locked -> freedTimes.delete(locked.id())));
    }

    private Result offer(FreedTime freed, Next next) {
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
