package dev.medislot.gateway.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Short texts by key, each changed as if all gateways did it one after the other. While Redis is unreachable, the texts
 * are those of this gateway, which also keeps a copy of its earlier changes.
 */
@Component
public class SharedTexts {

    /**
     * One change of a text.
     *
     * @param next the next text, null to store nothing
     * @param kept how long a text that is not changed again is kept
     * @param outcome of the change, for its caller
     */
    public record Change<T>(@Nullable String next, Duration kept, T outcome) {

        /** Leaves the text as it is. */
        public static <T> Change<T> nothing(T outcome) {
            return new Change<>(null, Duration.ZERO, outcome);
        }
    }

    private record Kept(String text, Duration time) {}

    private static final int MAX_TEXTS = 100_000;
    private static final int MAX_TRIES = 5;
    private static final int LOCKS = 64;

    private final Redis redis;
    private final Cache<String, Kept> own;
    /** Spares changes of this gateway from failing each other. */
    private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new)
            .limit(LOCKS)
            .toArray(ReentrantLock[]::new);

    @Autowired
    SharedTexts(Redis redis) {
        this(redis, Ticker.systemTicker());
    }

    SharedTexts(Redis redis, Ticker ticker) {
        this.redis = redis;
        this.own = Caffeine.newBuilder()
                .maximumSize(MAX_TEXTS)
                .expireAfter(Expiry.<String, Kept>writing((_, kept) -> kept.time()))
                .ticker(ticker)
                .build();
    }

    boolean areShared() {
        return redis.inUse();
    }

    /** The texts of one request, which waits a limited time for Redis, however much it reads and changes. */
    public RequestTexts ofRequest() {
        return new RequestTexts();
    }

    /** One request's reads and changes. */
    public final class RequestTexts {

        private long left = redis.timeout().toNanos();

        private RequestTexts() {}

        /** Returns the text, empty if it is missing. */
        public String read(String key) {
            var started = System.nanoTime();
            var text = redis.read(key, left);
            spend(started);
            return text.orElseGet(() -> SharedTexts.text(own.getIfPresent(key)));
        }

        /**
         * Changes a text.
         *
         * @param step takes the text, empty if it is missing; may be called several times
         */
        public <T> T change(String key, Function<String, Change<T>> step) {
            var lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
            var changed = isLocked(lock) ? inRedis(lock, key, step) : null;
            return changed == null ? here(key, step) : changed.outcome();
        }

        private boolean isLocked(ReentrantLock lock) {
            var started = System.nanoTime();
            try {
                return redis.inUse() && left > 0 && lock.tryLock(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                spend(started);
            }
        }

        private <T> @Nullable Change<T> inRedis(ReentrantLock lock, String key, Function<String, Change<T>> step) {
            var started = System.nanoTime();
            try {
                return replaced(started + left, key, step);
            } finally {
                lock.unlock();
                spend(started);
            }
        }

        private <T> @Nullable Change<T> replaced(long deadline, String key, Function<String, Change<T>> step) {
            for (var tries = 0; tries < MAX_TRIES; tries++) {
                var former = redis.read(key, deadline - System.nanoTime());
                if (former.isEmpty()) {
                    return null;
                }
                var change = step.apply(former.get());
                var next = change.next();
                if (next == null) {
                    return change;
                }
                if (redis.replace(key, former.get(), next, change.kept(), deadline - System.nanoTime()).orElse(false)) {
                    own.put(key, new Kept(next, change.kept()));
                    return change;
                }
            }
            return null;
        }

        private void spend(long started) {
            left -= System.nanoTime() - started;
        }
    }

    private <T> T here(String key, Function<String, Change<T>> step) {
        while (true) {
            var former = own.getIfPresent(key);
            var change = step.apply(text(former));
            var next = change.next();
            if (next == null || isReplaced(key, former, new Kept(next, change.kept()))) {
                return change.outcome();
            }
        }
    }

    private static String text(@Nullable Kept kept) {
        return kept == null ? "" : kept.text();
    }

    private boolean isReplaced(String key, @Nullable Kept former, Kept next) {
        return former == null ? own.asMap().putIfAbsent(key, next) == null : own.asMap().replace(key, former, next);
    }
}
