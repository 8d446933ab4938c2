package dev.medislot.gateway.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The known emails that one address has found in a day, up to a bound; every request in flight may find one. */
final class FoundEmails {

    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final int max;
    private final Deque<Long> found = new ArrayDeque<>();
    private int inFlight;

    FoundEmails(int max) {
        this.max = max;
    }

    /** Lets a request in and returns zero, if need be after others have left; else returns the time to wait. */
    synchronized Duration enter() throws InterruptedException {
        var deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (left() > 0 && left() <= inFlight) {
            var millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return Duration.ofSeconds(1);
            }
            wait(millis);
        }
        if (left() == 0) {
            return Duration.ofNanos(found.getFirst() + DAY - System.nanoTime());
        }
        inFlight++;
        return Duration.ZERO;
    }

    synchronized void leave(boolean hasFound) {
        inFlight--;
        if (hasFound) {
            found.addLast(System.nanoTime());
        }
        notifyAll();
    }

    private int left() {
        while (!found.isEmpty() && System.nanoTime() - found.getFirst() >= DAY) {
            found.removeFirst();
        }
        return Math.max(0, max - found.size());
    }
}
