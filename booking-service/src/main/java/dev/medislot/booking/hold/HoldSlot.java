package dev.medislot.booking.hold;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.claim.Hold;
import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.hold.HoldOutcome.Held;
import dev.medislot.booking.hold.HoldOutcome.NotHeld;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.PatientId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds a slot for a patient for a few minutes, or releases it early. */
@Component
class HoldSlot {

    private static final Logger LOG = LoggerFactory.getLogger(HoldSlot.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;
    private final Claims claims;
    private final Holds holds;
    private final BookingRules rules;
    private final Clock clock;

    HoldSlot(SlotQueue slotQueue, TransactionTemplate transaction, Claims claims, Holds holds, BookingRules rules,
            Clock clock) {
        this.slotQueue = slotQueue;
        this.transaction = transaction;
        this.claims = claims;
        this.holds = holds;
        this.rules = rules;
        this.clock = clock;
    }

    /** A patient who holds the slot already gets the same hold again, and it still ends when it did. */
    HoldOutcome hold(ClaimRequest request) {
        try (var turn = slotQueue.enter(request.slot(), request.patient())) {
            var taken = turn.taken();
            if (taken.isPresent()) {
                return new NotHeld(taken.get());
            }
            var now = clock.instant();
            var held = holds.live(request.slot(), request.patient(), now);
            if (held.isPresent()) {
                return new Held(held.get());
            }
            var until = now.plus(rules.holdDuration()).truncatedTo(ChronoUnit.MILLIS);
            var claim = Objects.requireNonNull(transaction.execute(_ -> claims.hold(request, until)));
            turn.saw(claim);
            return switch (claim) {
                case Granted granted -> {
                    LOG.info("Hold {} of patient {} until {}", granted.id(), request.patient(), until);
                    yield new Held(new Hold(granted.id(), request.slot(), until));
                }
                case Refusal why -> new NotHeld(why);
            };
        }
    }

    /** Returns false if the patient has no such live hold. */
    boolean release(UUID hold, PatientId patient) {
        var slot = Objects.requireNonNull(transaction.execute(_ -> holds.release(hold, patient)));
        slot.ifPresent(slotQueue::freed);
        return slot.isPresent();
    }

    /** Only saves space: a hold on a past slot matters to no claim. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        transaction.executeWithoutResult(_ -> holds.forget(clock.instant().minus(KEPT)));
    }
}
