package dev.medislot.booking.hold;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.Hold;
import dev.medislot.booking.claim.HoldQueries;
import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.claim.LateDays;
import dev.medislot.booking.hold.HoldOutcome.Held;
import dev.medislot.booking.hold.HoldOutcome.NotHeld;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.PatientId;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.IdempotencyKeys.Attempt;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Holds a slot for a patient for a few minutes, or releases it early. */
@Component
class HoldSlot {

    private static final Logger LOG = LoggerFactory.getLogger(HoldSlot.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final TypeReference<HoldOutcome> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;
    private final Claims claims;
    private final LateDays lateDays;
    private final Holds holds;
    private final HoldQueries holdQueries;
    private final BookingRules rules;
    private final Clock clock;

    HoldSlot(IdempotencyKeys keys, SlotQueue slotQueue, TransactionTemplate transaction, Claims claims,
            LateDays lateDays, Holds holds, HoldQueries holdQueries, BookingRules rules, Clock clock) {
        this.keys = keys;
        this.slotQueue = slotQueue;
        this.transaction = transaction;
        this.claims = claims;
        this.lateDays = lateDays;
        this.holds = holds;
        this.holdQueries = holdQueries;
        this.rules = rules;
        this.clock = clock;
    }

    /** A patient who holds the slot already gets the same hold again, and it still ends when it did. */
    Once<HoldOutcome> hold(ClaimRequest request, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before()
                    .orElseGet(() -> lateDays.claim(request.slot(), () -> holdInTurn(request, attempt),
                            () -> attempt.known(new NotHeld(new SlotUnknown()))));
        }
    }

    private Once<HoldOutcome> holdInTurn(ClaimRequest request, Attempt<HoldOutcome> attempt) {
        try (var turn = slotQueue.enter(request.slot(), request.patient())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return attempt.known(new NotHeld(taken.get()));
            }
            var held = holdQueries.live(request.slot(), request.patient(), clock.instant());
            if (held.isPresent()) {
                return attempt.known(new Held(held.get()));
            }
            var once = attempt.once(() -> claim(request));
            if (once instanceof First(Held(var hold))) {
                turn.takenBy(request.patient());
                LOG.info("Hold {} of patient {} until {}", hold.id(), request.patient(), hold.expiresAt());
            } else if (once instanceof First(NotHeld(var why))) {
                turn.saw(why);
            }
            return once;
        }
    }

    private HoldOutcome claim(ClaimRequest request) {
        var until = clock.instant().plus(rules.holdDuration()).truncatedTo(ChronoUnit.MILLIS);
        return switch (claims.hold(request, until)) {
            case Granted granted -> new Held(new Hold(granted.id(), request.slot(), until, request.patient()));
            case Refusal why -> new NotHeld(why);
        };
    }

    /** Releases a live hold of one of these patients. */
    void release(UUID hold, Predicate<PatientId> patients) {
        var slot = Objects.requireNonNull(transaction.execute(_ -> holds.release(hold, patients)));
        slotQueue.freed(slot.orElseThrow(Refused::notFound));
    }

    /** Saves space only: a hold on a past slot matters to no claim. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    @Transactional
    void forget() {
        holds.forget(clock.instant().minus(KEPT));
    }
}
