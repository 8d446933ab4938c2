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
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends stored events to Kafka, in order per key with any number of instances: a relay locks whole shards of keys,
 * sends their oldest events, and deletes those that Kafka has acknowledged.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LOCKED_ELSEWHERE = Duration.ofMillis(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** The result of one pass over the table. */
    private enum Pass {
        SENT, MORE_WAIT, EMPTY, LOCKED, NOT_ACKNOWLEDGED
    }

    private record Sent(StoredEvent event, CompletableFuture<?> acknowledgement) {

        /** The reason why Kafka did not take the event; null when it has acknowledged it. */
        @Nullable
        Throwable failure() {
            return acknowledgement.<@Nullable Throwable>handle((_, failure) -> failure).join();
        }
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final OutboxProperties settings;
    private final String source;
    private final Timer storedToAcknowledged;
    private final Counter failures;
    private final Workers workers;

    /** The connections and transactions are the relay's own, so that an outage of Kafka holds none of the service's. */
    OutboxRelay(JdbcTemplate jdbc, TransactionTemplate transaction, KafkaTemplate<String, byte[]> kafka,
            OutboxProperties settings, String service, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kafka = kafka;
        this.settings = settings;
        this.source = "urn:medislot:" + service;
        this.storedToAcknowledged = Timer.builder("medislot.outbox.latency")
                .description("From an event stored to acknowledged by Kafka")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.failures = Counter.builder("medislot.outbox.failures")
                .description("Sends that Kafka did not acknowledge")
                .register(meters);
        this.workers = new Workers("outbox-relay", settings.relays(), this::run);
    }

    void wake() {
        workers.wake();
    }

    @Override
    public void start() {
        workers.start();
    }

    @Override
    public void stop() {
        workers.stop(STOP_TIMEOUT);
    }

    @Override
    public boolean isRunning() {
        return workers.areRunning();
    }

    /** An event that is stored during a pass wakes a worker, so after a pass nothing needs another look. */
    private void run() throws InterruptedException {
        while (workers.areRunning()) {
            try {
                workers.restUntilWoken(switch (sendWaiting()) {
                    case MORE_WAIT -> Duration.ZERO;
                    case SENT, EMPTY -> settings.poll();
                    case LOCKED -> LOCKED_ELSEWHERE;
                    case NOT_ACKNOWLEDGED -> settings.retryAfter();
                });
            } catch (RuntimeException e) {
                LOG.warn("Outbox relay pauses after a failure of the database: {}", e.toString());
                workers.rest(settings.retryAfter());
            }
        }
    }

    private Pass sendWaiting() {
        return transaction.execute(_ -> {
            var events = lockOldest();
            if (events.isEmpty()) {
                return isEmpty() ? Pass.EMPTY : Pass.LOCKED;
            }
            return send(events);
        });
    }

    /**
     * Locks every shard that has events and is not locked by another relay, and reads their oldest events. The other
     * relay may have sent and deleted some of these just before; their own lock leaves them out.
     */
    private List<StoredEvent> lockOldest() {
        return jdbc.query("""
                with locked as materialized (
                    select shard from outbox_shard s
                    where exists (select 1 from outbox o where o.shard = s.shard)
                    for update skip locked
                )
                select id, topic, key, type, event_id, sequence, occurred_at, stored_at, trace_parent, value
                from outbox where shard in (select shard from locked)
                order by id limit ?
                for update
                """, StoredEvent::of, settings.batchSize());
    }

    private boolean isEmpty() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select not exists (select 1 from outbox)", Boolean.class));
    }

    private Pass send(List<StoredEvent> events) {
        var acknowledged = acknowledged(handOver(events));
        jdbc.update("delete from outbox where id = any (?)", (Object) acknowledged.toArray(Long[]::new));
        if (acknowledged.size() < events.size()) {
            return Pass.NOT_ACKNOWLEDGED;
        }
        return events.size() < settings.batchSize() ? Pass.SENT : Pass.MORE_WAIT;
    }

    /**
     * Leaves out the later events of a key whose event the producer refuses, so that none is sent before it. It leaves
     * out a whole topic that it waited for in vain.
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
                failures.increment();
                if (failedKeys.isEmpty()) {
                    warn(event, failure);
                }
                failedKeys.add(event.key());
            } else if (!failedKeys.contains(event.key())) {
                acknowledged.add(event.id());
                storedToAcknowledged.record(Duration.between(event.storedAt(), Instant.now()));
            }
        }
        return acknowledged;
    }

    private static void warn(StoredEvent event, Throwable e) {
        LOG.warn("Event {} ({}) of {} and perhaps others were not taken by Kafka and stay stored: {}", event.eventId(),
                event.type(), event.topic(), rootOf(e).toString());
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
