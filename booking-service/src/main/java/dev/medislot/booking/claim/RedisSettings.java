package dev.medislot.booking.claim;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis in front of the claim.
 *
 * @param timeout
 *            how long one answer is waited for
 * @param lease
 *            after which a lock is void, so that a holder who died delays nobody longer
 * @param rest
 *            how long Redis is left alone after it failed
 */
@ConfigurationProperties("medislot.redis")
record RedisSettings(@DefaultValue("redis://127.0.0.1:6379") String url, @DefaultValue("200ms") Duration timeout,
        @DefaultValue("2s") Duration lease, @DefaultValue("1s") Duration rest) {

    RedisSettings {
        if (!timeout.isPositive() || !lease.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("medislot.redis.timeout, lease and rest must be longer than nothing");
        }
        if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
            throw new IllegalArgumentException("medislot.redis.url must start with redis:// or rediss://");
        }
    }
}
