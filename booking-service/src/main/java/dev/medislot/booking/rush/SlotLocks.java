package dev.medislot.booking.rush;

import dev.medislot.common.SlotId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * One lock per slot over all instances, as a key in Redis, which a successful claim leaves there until its lease ends.
 * <p>
 * It only saves the database work. No answer depends on it, and without Redis every caller passes.
 */
@Component
class SlotLocks {

    private static final Logger LOG = LoggerFactory.getLogger(SlotLocks.class);

    /**
     * A caller's lock on a slot, or its permission to proceed without one.
     *
     * @param token what the lock was set to; null for a caller that passes without a lock
     */
    record Lock(SlotId slot, @Nullable String token) {}

    private final RedissonClient redis;
    private final LockSettings settings;
    private final CircuitBreaker breaker;
    private final Timer wait;

    SlotLocks(RedissonClient redis, LockSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.settings = settings;
        this.breaker = CircuitBreaker.of("redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(settings.timeout().dividedBy(2))
                        .waitDurationInOpenState(settings.rest())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
        breaker.transitionToOpenState(); // until Redis has answered for the first time
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.info("Slot locks in Redis: {}", event.getStateTransition()));
        this.wait = Timer.builder("medislot.lock.wait").description("Wait for a slot's lock in Redis").register(meters);
        Gauge.builder("medislot.redis.in.use", () -> inUse() ? 1 : 0)
                .description("1 while slots are locked in Redis, 0 while the database alone decides")
                .register(meters);
    }

    boolean inUse() {
        return breaker.getState() == State.CLOSED;
    }

    /**
     * Waits for the slot's lock until the slot is seen to be occupied, or until a lease has passed since the caller
     * arrived. So callers wait only once for a lock that a dead holder left, even after they have queued.
     *
     * @param arrived nano time
     * @param occupied looks for an occupant in the database, which is cheaper than a claim
     */
    Lock acquire(SlotId slot, long arrived, BooleanSupplier occupied) {
        long began = System.nanoTime();
        try {
            return acquired(slot, arrived + settings.lease().toNanos(), occupied);
        } finally {
            wait.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private Lock acquired(SlotId slot, long deadline, BooleanSupplier occupied) {
        var token = UUID.randomUUID().toString();
        var key = key(slot);
        while (inUse()) {
            if (tried(() -> key.setIfAbsent(token, settings.lease())).orElse(false)) {
                return new Lock(slot, token);
            }
            if (occupied.getAsBoolean() || !rested(deadline)) {
                break;
            }
        }
        return new Lock(slot, null);
    }

    void release(Lock lock) {
        var token = lock.token();
        if (token != null) {
            sent(() -> key(lock.slot()).compareAndSetAsync(token, null));
        }
    }

    /** Removes the lock that a claim has left. */
    void forget(SlotId slot) {
        sent(() -> key(slot).deleteAsync());
    }

    /** Probes whether Redis takes writes again, so that no patient's request has to; a replica still answers reads. */
    @Scheduled(fixedDelay = 250)
    void probe() {
        if (breaker.getState() == State.HALF_OPEN) {
            tried(() -> redis.getBucket("medislot:probe", StringCodec.INSTANCE).getAndSet("", settings.lease()));
        }
    }

    private RBucket<String> key(SlotId slot) {
        return redis.getBucket("medislot:slot:" + slot, StringCodec.INSTANCE);
    }

    private <T> Optional<T> tried(Supplier<@Nullable T> command) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long started = System.nanoTime();
        try {
            var answer = command.get();
            answered(started, null);
            return Optional.ofNullable(answer);
        } catch (RuntimeException e) {
            answered(started, e);
            return Optional.empty();
        }
    }

    private void sent(Supplier<RFuture<?>> command) {
        if (!inUse() || !breaker.tryAcquirePermission()) {
            return;
        }
        long started = System.nanoTime();
        command.get().whenComplete((_, failure) -> answered(started, failure));
    }

    private void answered(long started, @Nullable Throwable failure) {
        long took = System.nanoTime() - started;
        if (failure == null) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** Returns false once the deadline has passed. */
    private static boolean rested(long deadline) {
        try {
            long pause = TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(10, 30));
            TimeUnit.NANOSECONDS.sleep(Math.min(pause, deadline - System.nanoTime()));
            return System.nanoTime() - deadline < 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
