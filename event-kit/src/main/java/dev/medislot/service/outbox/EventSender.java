package dev.medislot.service.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends stored events to Kafka and waits for its acknowledgements. */
final class EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

    private record Sent(StoredEvent event, CompletableFuture<?> acknowledgement) {

        /** The reason why Kafka did not take the event; null when it has acknowledged it. */
        @Nullable
        Throwable failure() {
            return acknowledgement.<@Nullable Throwable>handle((_, failure) -> failure).join();
        }
    }

    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final Timer storedToAcknowledged;
    private final Counter failures;

    EventSender(KafkaTemplate<String, byte[]> kafka, String source, MeterRegistry meters) {
        this.kafka = kafka;
        this.source = source;
        this.storedToAcknowledged = Timer.builder("medislot.outbox.latency")
                .description("From an event stored to acknowledged by Kafka")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.failures = Counter.builder("medislot.outbox.failures")
                .description("Sends that Kafka did not acknowledge")
                .register(meters);
    }

    /** Returns the ids of the events that Kafka has acknowledged. */
    List<Long> send(List<StoredEvent> events) {
        return acknowledged(handOver(events));
    }

    /**
     * Leaves out the later events of a key whose event the producer refuses, so that none is sent before it. Skips the
     * further events of a topic whose metadata Kafka did not return in time.
     */
    private List<Sent> handOver(List<StoredEvent> events) {
        var sent = new ArrayList<Sent>();
        var refusedKeys = new HashSet<String>();
        var missingTopics = new HashSet<String>();
        for (var event : events) {
            if (refusedKeys.contains(event.key()) || missingTopics.contains(event.topic())) {
                continue;
            }
            try {
                sent.add(new Sent(event, kafka.send(event.toRecord(source))));
            } catch (KafkaException e) {
                failures.increment();
                warn(event, e);
                refusedKeys.add(event.key());
                if (rootOf(e) instanceof TimeoutException) {
                    missingTopics.add(event.topic());
                }
            }
        }
        kafka.flush();
        return sent;
    }

    /** The ids of the acknowledged events. Events after a failed one of the same key are resent, to keep order. */
    private List<Long> acknowledged(List<Sent> sent) {
        var acknowledged = new ArrayList<Long>();
        var failedKeys = new HashSet<String>();
        for (var each : sent) {
            var event = each.event();
            var failure = each.failure();
            if (failure != null) {
                fail(event, failure, failedKeys.isEmpty());
                failedKeys.add(event.key());
            } else if (!failedKeys.contains(event.key())) {
                acknowledged.add(event.id());
                storedToAcknowledged.record(Duration.between(event.storedAt(), Instant.now()));
            }
        }
        return acknowledged;
    }

    private void fail(StoredEvent event, Throwable failure, boolean isFirst) {
        failures.increment();
        if (isFirst) {
            warn(event, failure);
        }
    }

    private static void warn(StoredEvent event, Throwable e) {
        LOG.warn("Event {} ({}) of {} and perhaps others were not acknowledged by Kafka and stay in the outbox: {}",
                event.eventId(), event.type(), event.topic(), rootOf(e).toString());
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
