package dev.medislot.web.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Admits a number of requests at once, in order; four times as many may wait for their turn, each for a limited time.
 */
public final class Bulkhead {

    private static final int QUEUED_PER_PLACE = 4;

    private final Semaphore places;
    private final int atOnce;
    private final int maxQueued;
    private final Duration maxWait;

    public Bulkhead(int atOnce, Duration maxWait) {
        this.places = new Semaphore(atOnce, true);
        this.atOnce = atOnce;
        this.maxQueued = QUEUED_PER_PLACE * atOnce;
        this.maxWait = maxWait;
    }

    /** Takes a place if one is free and the queue is empty. */
    public boolean tryEnter() {
        return isAcquired(Duration.ZERO);
    }

    /** Takes a place, waiting if necessary; false when the queue is full or no place becomes free in time. */
    public boolean enter() {
        return waiting() < maxQueued && isAcquired(maxWait);
    }

    /** More requests wait than are served. */
    boolean isCrowded() {
        return waiting() > atOnce;
    }

    int waiting() {
        return places.getQueueLength();
    }

    /** Gives the place back. */
    public void leave() {
        places.release();
    }

    private boolean isAcquired(Duration wait) {
        try {
            return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
