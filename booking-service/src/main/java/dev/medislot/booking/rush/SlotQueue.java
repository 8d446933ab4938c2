package dev.medislot.booking.rush;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.medislot.booking.claim.Claim;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.Claims;
import dev.medislot.booking.rush.SlotLocks.Grip;
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
 * Lets those who want one slot at the same moment try one after the other, and tells those behind what those before
 * them saw.
 * <p>
 * An answer is passed on only to who was already waiting when it became true, so nobody is told of a past that is over.
 */
@Component
public class SlotQueue {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    /** The last one seen to have the slot, some time after {@code at}. */
    private static final class Seen {
        private final PatientId by;
        private final long at;
        private @Nullable Map<PatientId, Instant> endedHolds;

        private Seen(PatientId by, long at) {
            this.by = by;
            this.at = at;
        }

        /** What to tell somebody else; whose holds had ended is asked once for all who are told. */
        private synchronized SlotTaken told(PatientId patient, Supplier<Map<PatientId, Instant>> ask) {
            if (endedHolds == null) {
                endedHolds = ask.get();
            }
            return new SlotTaken(by, at, endedHolds.get(patient));
        }
    }

    private static final class Turnstile {
        /** Open until the one inside has left; then all who wait look up at once what was seen. */
        private final AtomicReference<@Nullable CountDownLatch> turn = new AtomicReference<>();
        private volatile @Nullable Seen seen;
    }

    private final Cache<SlotId, Turnstile> slotQueue = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .build();
    private final Claims claims;
    private final SlotLocks locks;

    SlotQueue(Claims claims, SlotLocks locks) {
        this.claims = claims;
        this.locks = locks;
    }

    /** Waits for this caller's turn; who waits in vain goes on without. */
    public Turn enter(SlotId slot, PatientId patient) {
        long arrived = System.nanoTime();
        var queue = slotQueue.get(slot, _ -> new Turnstile());
        return new Turn(queue, slot, patient, arrived);
    }

    /** A slot has become free. */
    public void freed(SlotId slot) {
        var queue = slotQueue.getIfPresent(slot);
        if (queue != null) {
            queue.seen = null;
        }
        locks.unmark(slot);
    }

    /** One caller's turn at a slot; the next one's begins when it is closed. */
    public final class Turn implements AutoCloseable {

        private final Turnstile queue;
        private final SlotId slot;
        private final PatientId patient;
        private final CountDownLatch over = new CountDownLatch(1);
        private final @Nullable SlotTaken taken;
        private @Nullable Grip grip;

        private Turn(Turnstile queue, SlotId slot, PatientId patient, long arrived) {
            this.queue = queue;
            this.slot = slot;
            this.patient = patient;
            try {
                this.taken = takenBefore(arrived);
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        /** Why it would be in vain to try; true at some moment since the caller entered. */
        public Optional<SlotTaken> taken() {
            return Optional.ofNullable(taken);
        }

        /** What became of the caller's own try, after its commit. */
        public void saw(Claim claim) {
            switch (claim) {
                case Granted granted -> takenBy(granted.patient(), granted.seenAt());
                case SlotTaken lost -> takenBy(lost.by(), lost.seenAt());
                case Refusal _ -> {
                    // says nothing about the slot
                }
            }
        }

        @Override
        public void close() {
            if (grip != null) {
                locks.release(grip);
            }
            queue.turn.compareAndSet(over, null);
            over.countDown();
        }

        private void takenBy(PatientId patient, long seenAt) {
            queue.seen = new Seen(patient, seenAt);
            if (grip != null) {
                locks.mark(grip);
                grip = null;
            }
        }

        private @Nullable SlotTaken takenBefore(long arrived) {
            while (!queue.turn.compareAndSet(null, over)) {
                var before = queue.turn.get();
                if (before != null && !isOver(before, arrived)) {
                    break;
                }
                var seen = queue.seen;
                if (seen != null && seen.at - arrived > 0 && !seen.by.equals(patient)) {
                    return seen.told(patient, () -> claims.endedHolds(slot));
                }
            }
            if (queue.seen != null) {
                var occupied = look();
                if (occupied != null) {
                    return occupied;
                }
            }
            grip = locks.grip(slot, arrived);
            return grip.marked() ? look() : null;
        }

        private @Nullable SlotTaken look() {
            long at = System.nanoTime();
            var occupant = claims.occupant(slot, patient).orElse(null);
            queue.seen = occupant == null ? null : new Seen(occupant.by(), at);
            return occupant == null || occupant.by().equals(patient) ? null
                    : new SlotTaken(occupant.by(), at, occupant.holdEnded());
        }
    }

    private static boolean isOver(CountDownLatch turn, long arrived) {
        try {
            return turn.await(PATIENCE.toNanos() - (System.nanoTime() - arrived), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
