package dev.medislot.booking.rush;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis in front of the claim.
 *
 * @param timeout the longest wait for one answer
 * @param lease the time after which a lock is void, and claims no longer wait for it
 * @param rest the time without calls to Redis after a failure
 * @param password empty if the URL has it, or if Redis asks for none
 */
@ConfigurationProperties("medislot.redis")
record RedisSettings(@DefaultValue("redis://127.0.0.1:6379") String url, @DefaultValue("200ms") Duration timeout,
        @DefaultValue("1500ms") Duration lease, @DefaultValue("1s") Duration rest, @DefaultValue("") String password) {

    /** The longest wait for a lock whose holder died: a lease, and the two answers of the last try. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    RedisSettings {
        if (!timeout.isPositive() || !lease.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("medislot.redis.timeout, lease and rest must be longer than nothing");
        }
        if (lease.plus(timeout.multipliedBy(2)).compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "medislot.redis.lease and twice medislot.redis.timeout must not be more than 2s together");
        }
        if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
            throw new IllegalArgumentException("medislot.redis.url must start with redis:// or rediss://");
        }
    }

    /** Leaves out the password and the user information of the URL. */
    @Override
    public String toString() {
        return "RedisSettings[" + url.replaceFirst("//.*@", "//") + "]";
    }
}
