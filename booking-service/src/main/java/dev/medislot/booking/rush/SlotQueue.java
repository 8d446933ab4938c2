package dev.medislot.booking.rush;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.medislot.booking.claim.Claim;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.HoldQueries;
import dev.medislot.booking.claim.HoldQueries.Occupant;
import dev.medislot.booking.rush.SlotLocks.Lock;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Queues callers that want the same slot at the same moment, and shares the refusal of one with those after it.
 * <p>
 * A refusal is shared only with callers who were waiting when it became true, so no caller gets a stale one.
 */
@Component
public class SlotQueue {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final int MAX_SLOTS = 10_000;

    /** The patient last seen to have the slot, at some moment after the nano time {@code at}. */
    private static final class Seen {
        private final PatientId by;
        private final long at;
        private @Nullable Map<PatientId, Instant> endedHolds;

        private Seen(PatientId by, long at) {
            this.by = by;
            this.at = at;
        }

        /** The refusal of another patient; the ended holds are read once for all of them. */
        private synchronized SlotTaken refusal(PatientId patient, Supplier<Map<PatientId, Instant>> read) {
            if (endedHolds == null) {
                endedHolds = read.get();
            }
            return new SlotTaken(by, endedHolds.get(patient));
        }
    }

    private static final class WaitingLine {
        /** Closed by the caller in turn; all waiting callers then read its result at once. */
        private final AtomicReference<@Nullable CountDownLatch> turn = new AtomicReference<>();
        private volatile @Nullable Seen seen;
    }

    private final Cache<SlotId, WaitingLine> lines = Caffeine.newBuilder()
            .maximumSize(MAX_SLOTS)
            .expireAfterAccess(KEPT)
            .build();
    private final HoldQueries holds;
    private final SlotLocks locks;

    SlotQueue(HoldQueries holds, SlotLocks locks) {
        this.holds = holds;
        this.locks = locks;
    }

    /** Waits for this caller's turn, for a limited time. */
    public Turn enter(SlotId slot, PatientId patient) {
        long arrived = System.nanoTime();
        var turn = new Turn(lines.get(slot, _ -> new WaitingLine()), slot, patient);
        try {
            turn.begin(arrived);
        } catch (RuntimeException e) {
            turn.close();
            throw e;
        }
        return turn;
    }

    /** A slot has become free. */
    public void freed(SlotId slot) {
        var line = lines.getIfPresent(slot);
        if (line != null) {
            line.seen = null;
        }
        locks.forget(slot);
    }

    /** One caller's turn at a slot; the next one's begins when it is closed. */
    public final class Turn implements AutoCloseable {

        private final WaitingLine line;
        private final SlotId slot;
        private final PatientId patient;
        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable SlotTaken taken;
        private long began;
        private @Nullable Lock lock;

        private Turn(WaitingLine line, SlotId slot, PatientId patient) {
            this.line = line;
            this.slot = slot;
            this.patient = patient;
        }

        private void begin(long arrived) {
            taken = takenBefore(arrived);
            began = System.nanoTime();
        }

        /** The refusal that a claim would get; it became true after the caller arrived. */
        public Optional<SlotTaken> taken() {
            return Optional.ofNullable(taken);
        }

        /** Takes note of the caller's own claim, after its commit. */
        public void saw(Claim claim) {
            switch (claim) {
                case Granted granted -> takenBy(granted.patient());
                case SlotTaken lost -> takenBy(lost.by());
                case Refusal _ -> {
                    // says nothing about the slot
                }
            }
        }

        @Override
        public void close() {
            if (lock != null) {
                locks.release(lock);
            }
            line.turn.compareAndSet(over, null);
            over.countDown();
        }

        /** Shares that the slot is taken, with callers who came before this turn's own claim. */
        public void takenBy(PatientId patient) {
            line.seen = new Seen(patient, began);
            lock = null; // stays in Redis, so that other instances look before they claim
        }

        private @Nullable SlotTaken takenBefore(long arrived) {
            while (!line.turn.compareAndSet(null, over)) {
                var before = line.turn.get();
                if (before != null && !isOver(before, arrived)) {
                    break;
                }
                var seen = line.seen;
                if (seen != null && seen.at - arrived > 0 && !seen.by.equals(patient)) {
                    return seen.refusal(patient, () -> holds.ended(slot));
                }
            }
            if (line.seen != null) {
                var lost = lostTo(look());
                if (lost != null) {
                    return lost;
                }
            }
            var occupant = new AtomicReference<@Nullable Occupant>();
            lock = locks.acquire(slot, arrived, () -> {
                occupant.set(look());
                return occupant.get() != null;
            });
            return lostTo(occupant.get());
        }

        private @Nullable Occupant look() {
            long at = System.nanoTime();
            var occupant = holds.occupant(slot, patient).orElse(null);
            line.seen = occupant == null ? null : new Seen(occupant.by(), at);
            return occupant;
        }

        /** Returns null also if the patient has the slot: its claim says how. */
        private @Nullable SlotTaken lostTo(@Nullable Occupant occupant) {
            return occupant == null || occupant.by().equals(patient) ? null
                    : new SlotTaken(occupant.by(), occupant.holdEnded());
        }
    }

    private static boolean isOver(CountDownLatch turn, long arrived) {
        try {
            return turn.await(MAX_WAIT.toNanos() - (System.nanoTime() - arrived), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
