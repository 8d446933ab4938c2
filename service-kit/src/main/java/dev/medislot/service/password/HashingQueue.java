package dev.medislot.service.password;

import dev.medislot.web.problem.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs a bounded number of hashes at a time, so that the other processors keep serving requests. */
class HashingQueue {

    private final Semaphore turns;
    private final Semaphore places;
    private final Duration timeout;

    HashingQueue(int turns, int waiting, Duration timeout) {
        this.turns = new Semaphore(turns, true);
        this.places = new Semaphore(turns + waiting);
        this.timeout = timeout;
    }

    /** Waits for a turn; refuses with {@code unavailable} when too many wait, or for too long. */
    <T> T run(Supplier<T> hash) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            awaitTurn();
            return inTurn(hash);
        } finally {
            places.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    /** Runs only if a turn is free and no request waits for one. */
    <T> Optional<T> runIfIdle(Supplier<T> hash) {
        return !turns.hasQueuedThreads() && turns.tryAcquire() ? Optional.of(inTurn(hash)) : Optional.empty();
    }

    /** How many more requests may wait or run. */
    int places() {
        return places.availablePermits();
    }

    private <T> T inTurn(Supplier<T> hash) {
        try {
            return hash.get();
        } finally {
            turns.release();
        }
    }

    private static Refused busy() {
        return Refused.unavailable("Too many people log in at this moment; nothing was changed");
    }
}
