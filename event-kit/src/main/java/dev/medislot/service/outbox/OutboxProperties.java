package dev.medislot.service.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the outbox relay.
 *
 * @param relays threads of this instance, each with a database connection of its own
 * @param batchSize max events in a batch
 * @param poll how often to look for events without a wake-up, left by a crash or another instance
 * @param retryAfter pause after Kafka did not acknowledge an event
 * @param overdue age of a waiting event that makes the health {@code DEGRADED}
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
