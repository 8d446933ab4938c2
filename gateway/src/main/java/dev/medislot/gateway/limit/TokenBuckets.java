package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One limit's bucket for each caller, which refills evenly; stored as the time at which it is full. */
final class TokenBuckets {

    private static final int MAX_CALLERS = 100_000;

    private final Limit limit;
    private final Ticker clock;
    private final long start;
    private final Cache<String, AtomicLong> fullAt;

    TokenBuckets(Limit limit, Ticker clock) {
        this.limit = limit;
        this.clock = clock;
        this.start = clock.read();
        this.fullAt = Caffeine.newBuilder()
                .ticker(clock)
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(Duration.ofNanos(limit.nanosOfBurst()))
                .build();
    }

    /** Takes one request and returns zero; takes nothing from an empty bucket and returns the time to wait. */
    Duration take(String caller) {
        return reserve(caller, Duration.ZERO);
    }

    /** Takes one request that may be made after the returned time; takes nothing if that is longer than allowed. */
    Duration reserve(String caller, Duration longest) {
        var bucket = bucket(caller);
        while (true) {
            var now = now();
            var known = bucket.get();
            var wait = limit.wait(known, now);
            if (wait.compareTo(longest) > 0 || bucket.compareAndSet(known, limit.after(known, now))) {
                return wait;
            }
        }
    }

    /** Undoes one take. */
    void giveBack(String caller) {
        bucket(caller).addAndGet(-limit.nanosPerRequest());
    }

    private AtomicLong bucket(String caller) {
        return fullAt.get(caller, _ -> new AtomicLong());
    }

    private long now() {
        return clock.read() - start;
    }
}
