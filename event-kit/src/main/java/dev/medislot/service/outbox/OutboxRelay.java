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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends stored events to Kafka, in order per key with any number of instances: a relay locks a whole shard of keys,
 * sends its oldest events, and deletes those that Kafka has acknowledged.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LOCKED_ELSEWHERE = Duration.ofMillis(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** The result of one pass over the table. */
    private enum Pass {
        SENT, EMPTY, LOCKED, NOT_ACKNOWLEDGED
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

    private void run() throws InterruptedException {
        for (int turn = 0; workers.areRunning(); turn++) {
            try {
                workers.restUntilWoken(switch (sendOneShard(turn)) {
                    case SENT -> Duration.ZERO;
                    case EMPTY -> settings.poll();
                    case LOCKED -> LOCKED_ELSEWHERE;
                    case NOT_ACKNOWLEDGED -> settings.retryAfter();
                });
            } catch (RuntimeException e) {
                LOG.warn("Outbox relay pauses after a failure of the database: {}", e.toString());
                workers.rest(settings.retryAfter());
            }
        }
    }

    private Pass sendOneShard(int turn) {
        return transaction.execute(_ -> {
            // after a crash a lost delete only repeats events, so it need not wait for the disk
            jdbc.execute("set local synchronous_commit = off");
            var shard = lockShard(turn);
            if (shard == null) {
                return isEmpty() ? Pass.EMPTY : Pass.LOCKED;
            }
            return send(oldestOf(shard));
        });
    }

    /** A shard that has events and is not locked by another relay; each turn starts at another shard. */
    private @Nullable Integer lockShard(int turn) {
        return DataAccessUtils.singleResult(jdbc.queryForList("""
                select shard from outbox_shard s
                where exists (select 1 from outbox o where o.shard = s.shard)
                order by (shard + ?) % ?
                limit 1
                for update skip locked
                """, Integer.class, turn, Outbox.SHARDS));
    }

    private List<StoredEvent> oldestOf(int shard) {
        return jdbc.query("""
                select id, topic, key, type, event_id, sequence, occurred_at, stored_at, trace_parent, value
                from outbox where shard = ? order by id limit ?
                """, StoredEvent::of, shard, settings.batchSize());
    }

    private boolean isEmpty() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select not exists (select 1 from outbox)", Boolean.class));
    }

    private Pass send(List<StoredEvent> events) {
        var acknowledged = acknowledged(handOver(events));
        jdbc.update("delete from outbox where id = any (?)", (Object) acknowledged.toArray(Long[]::new));
        return acknowledged.size() == events.size() ? Pass.SENT : Pass.NOT_ACKNOWLEDGED;
    }

    /** Stops at the first event that the producer refuses, so that no later one of its key is sent before it. */
    private List<Sent> handOver(List<StoredEvent> events) {
        var sent = new ArrayList<Sent>();
        for (var event : events) {
            try {
                sent.add(new Sent(event, kafka.send(event.toRecord(source))));
            } catch (KafkaException e) {
                failures.increment();
                warn(event, e);
                break;
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
