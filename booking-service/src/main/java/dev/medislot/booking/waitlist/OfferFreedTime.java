package dev.medislot.booking.waitlist;

import dev.medislot.booking.claim.FreedTime;
import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.booking.claim.Holds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offers freed time to the first in line, one patient after the other. The freed time's row stays until it suits no
 * further entry, so a crash leaves the row for the next run.
 */
@Component
class OfferFreedTime {

    private static final Logger LOG = LoggerFactory.getLogger(OfferFreedTime.class);
    private static final int BATCH = 100;
    /** Bounds the attempts of one run. */
    private static final int MAX_ATTEMPTS = 200;
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(30);

    private final FreedTimes freedTimes;
    private final WaitlistLine line;
    private final Waitlist waitlist;
    private final Holds holds;
    private final MakeOffer makeOffer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OfferFreedTime(FreedTimes freedTimes, WaitlistLine line, Waitlist waitlist, Holds holds, MakeOffer makeOffer,
            TransactionTemplate transaction, Clock clock) {
        this.freedTimes = freedTimes;
        this.line = line;
        this.waitlist = waitlist;
        this.holds = holds;
        this.makeOffer = makeOffer;
        this.transaction = transaction;
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
            switch (makeOffer.make(freed, next)) {
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
}
