package dev.medislot.gateway.limit;

import java.time.Duration;

/**
 * How many requests may come at once, and after how long one more may.
 *
 * @param burst max requests at once by a caller that made none before
 * @param every the time that earns one request back
 */
record Limit(int burst, Duration every) {

    private static final Duration MAX_TIME = Duration.ofDays(1);

    Limit {
        if (burst < 1 || every.isNegative() || every.isZero() || every.multipliedBy(burst).compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException("""
                    a limit under medislot.rate-limit needs a burst of at least 1, and burst times every must be from \
                    1ns to a day, not %d times %s""".formatted(burst, every));
        }
    }

    long nanosPerRequest() {
        return every.toNanos();
    }

    long nanosOfBurst() {
        return every.toNanos() * burst;
    }

    /** The time at which a bucket is full again after one more request; all times in nanoseconds. */
    long after(long fullAt, long now) {
        return Math.max(fullAt, now) + nanosPerRequest();
    }

    /** The time until a bucket holds a request. */
    Duration wait(long fullAt, long now) {
        return Duration.ofNanos(Math.max(0, after(fullAt, now) - now - nanosOfBurst()));
    }
}
