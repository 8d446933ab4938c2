package dev.medislot.gateway.shared;

import dev.medislot.web.redis.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.redisson.api.RFuture;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Redis, left out after a slow or failed answer until a probe finds it well again. */
@Component
class Redis {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final long PROBE_EVERY_MS = 1000;
    private static final Duration PROBE_KEPT = Duration.ofSeconds(10);
    private static final String REPLACE = """
            if (redis.call('get', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
            return 1
            """;

    private final RedissonClient client;
    private final Duration timeout;
    private volatile boolean inUse; // once it has answered for the first time

    Redis(RedissonClient client, RedisSettings settings) {
        this.client = client;
        this.timeout = settings.timeout();
    }

    boolean inUse() {
        return inUse;
    }

    Duration timeout() {
        return timeout;
    }

    /** Returns the text, empty if it is missing; returns nothing if Redis does not answer in time. */
    Optional<String> read(String key, long withinNanos) {
        return asked(() -> client.<String>getBucket(key, StringCodec.INSTANCE).getAsync(), withinNanos, "");
    }

    /** Replaces the text if it is still the former one; returns nothing if Redis does not answer in time. */
    Optional<Boolean> replace(String key, String former, String next, Duration kept, long withinNanos) {
        return asked(() -> client.getScript(StringCodec.INSTANCE)
                .<Boolean>evalAsync(Mode.READ_WRITE, REPLACE, ReturnType.BOOLEAN, List.of(key), former, next,
                        Long.toString(kept.toMillis())),
                withinNanos, false);
    }

    @Scheduled(fixedDelay = PROBE_EVERY_MS)
    void probe() {
        if (!inUse && isWritable()) {
            inUse = true;
            LOG.info("Redis accepts writes; counting logins in Redis");
        }
    }

    /** A full or read-only Redis still answers reads. */
    private boolean isWritable() {
        return answer(() -> client.<String>getBucket("medislot:probe", StringCodec.INSTANCE)
                .setAsync("", PROBE_KEPT)
                .thenApply(_ -> true), timeout.toNanos(), false).isPresent();
    }

    private <T> Optional<T> asked(Supplier<RFuture<T>> command, long withinNanos, T none) {
        if (!inUse || withinNanos <= 0) {
            return Optional.empty();
        }
        var answer = answer(command, withinNanos, none);
        if (answer.isEmpty() && inUse) {
            inUse = false;
            LOG.warn("Redis does not answer in time; this gateway counts logins alone");
        }
        return answer;
    }

    private static <T> Optional<T> answer(Supplier<? extends CompletionStage<T>> command, long withinNanos, T none) {
        try {
            return Optional.ofNullable(command.get().toCompletableFuture().get(withinNanos, TimeUnit.NANOSECONDS))
                    .or(() -> Optional.of(none));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
