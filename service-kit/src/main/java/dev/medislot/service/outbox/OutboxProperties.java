package dev.medislot.service.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stored events reach Kafka.
 *
 * @param relays threads of this instance, each with a database connection of its own
 * @param batchSize events of one shard sent before they are waited for
 * @param poll how often to look for events that nobody announced, left by a crash or another instance
 * @param retryAfter how long to rest after Kafka did not take an event
 * @param overdue when a waiting event makes the health {@code DEGRADED}
 */
@ConfigurationProperties("medislot.outbox")
record OutboxProperties(@DefaultValue("2") int relays, @DefaultValue("500") int batchSize,
        @DefaultValue("200ms") Duration poll, @DefaultValue("1s") Duration retryAfter,
        @DefaultValue("30s") Duration overdue) {

    OutboxProperties {
        if (relays < 1 || batchSize < 1) {
            throw new IllegalArgumentException("medislot.outbox.relays and batch-size must be at least 1");
        }
    }
}
