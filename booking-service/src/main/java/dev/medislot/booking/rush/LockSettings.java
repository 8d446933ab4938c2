package dev.medislot.booking.rush;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The locks in Redis in front of the claim.
 *
 * @param timeout the longest wait for one answer
 * @param lease the time after which a lock is void, and claims no longer wait for it
 * @param rest the time without calls to Redis after a failure
 */
@ConfigurationProperties("medislot.redis")
record LockSettings(@DefaultValue("200ms") Duration timeout, @DefaultValue("1500ms") Duration lease,
        @DefaultValue("1s") Duration rest) {

    /** The longest wait for a lock whose holder died: a lease, and the two answers of the last try. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(2);

    LockSettings {
        if (!timeout.isPositive() || !lease.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("medislot.redis.timeout, lease and rest must be longer than nothing");
        }
        if (lease.plus(timeout.multipliedBy(2)).compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "medislot.redis.lease and twice medislot.redis.timeout must not be more than 2s together");
        }
    }
}
