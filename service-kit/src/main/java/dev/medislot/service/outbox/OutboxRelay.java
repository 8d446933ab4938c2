package dev.medislot.service.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private enum Pass {
        SENT, NOTHING_WAITS, LOCKED, KAFKA_AWAY
    }

    private record Row(long id, String topic, String key, String type, UUID eventId, long sequence, Instant occurredAt,
            Instant storedAt, @Nullable String traceParent, @Nullable String value) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(row.getLong("id"), row.getString("topic"), row.getString("key"), row.getString("type"),
                    row.getObject("event_id", UUID.class), row.getLong("sequence"), instant(row, "occurred_at"),
                    instant(row, "stored_at"), row.getString("trace_parent"), row.getString("value"));
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }

    private record Sent(Row row, CompletableFuture<?> acknowledgement) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final KafkaTemplate<String, byte[]> kafka;
    private final OutboxProperties settings;
    private final String source;
    private final Timer storedToAcknowledged;
    private final Counter failures;
    private final Workers workers;

    /** The connections and transactions are the relay's own, so that an outage of Kafka holds none of the service's. */
    OutboxRelay(JdbcTemplate jdbc, TransactionTemplate transactions, KafkaTemplate<String, byte[]> kafka,
            OutboxProperties settings, String service, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
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
        workers.stop(STOP_PATIENCE);
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
                    case NOTHING_WAITS -> settings.poll();
                    case LOCKED -> LOCKED_ELSEWHERE;
                    case KAFKA_AWAY -> settings.retryAfter();
                });
            } catch (RuntimeException e) {
                LOG.warn("Outbox relay rests, the database did not serve: {}", e.toString());
                workers.rest(settings.retryAfter());
            }
        }
    }

    private Pass sendOneShard(int turn) {
        var pass = transactions.execute(transaction -> {
            // a delete lost in a crash only sends again, so it need not wait for the disk
            jdbc.execute("set local synchronous_commit = off");
            var shards = jdbc.queryForList("""
                    select shard from outbox_shard s
                    where exists (select 1 from outbox o where o.shard = s.shard)
                    order by (shard + ?) % ?
                    limit 1
                    for update skip locked
                    """, Integer.class, turn, Outbox.SHARDS);
            if (shards.isEmpty()) {
                return somethingWaits() ? Pass.LOCKED : Pass.NOTHING_WAITS;
            }
            return send(jdbc.query("""
                    select id, topic, key, type, event_id, sequence, occurred_at, stored_at, trace_parent, value
                    from outbox where shard = ? order by id limit ?
                    """, Row::of, shards.getFirst(), settings.batchSize()));
        });
        return pass == null ? Pass.NOTHING_WAITS : pass;
    }

    private boolean somethingWaits() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1 from outbox)", Boolean.class));
    }

    private Pass send(List<Row> rows) {
        var sent = new ArrayList<Sent>();
        for (var row : rows) {
            try {
                sent.add(new Sent(row, kafka.send(toRecord(row))));
            } catch (KafkaException e) {
                failures.increment();
                warn(row, e);
                break;
            }
        }
        kafka.flush();

        var acknowledged = new ArrayList<Long>();
        var failedKeys = new HashSet<String>();
        for (var each : sent) {
            var row = each.row();
            try {
                each.acknowledgement().get();
                // behind a failed event of its key it goes again, so that the order is kept
                if (!failedKeys.contains(row.key())) {
                    acknowledged.add(row.id());
                    storedToAcknowledged.record(Duration.between(row.storedAt(), Instant.now()));
                }
            } catch (ExecutionException e) {
                if (failedKeys.isEmpty()) {
                    warn(row, e);
                }
                failedKeys.add(row.key());
                failures.increment();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        jdbc.update("delete from outbox where id = any (?)", (Object) acknowledged.toArray(Long[]::new));
        return acknowledged.size() == rows.size() ? Pass.SENT : Pass.KAFKA_AWAY;
    }

    private static void warn(Row row, Exception e) {
        LOG.warn("Event {} ({}) of {} and perhaps others were not taken by Kafka and stay stored: {}", row.eventId(),
                row.type(), row.topic(), rootOf(e).toString());
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    private ProducerRecord<String, byte[]> toRecord(Row row) {
        var value = row.value();
        var record = new ProducerRecord<String, byte[]>(row.topic(), row.key(),
                value == null ? null : value.getBytes(UTF_8));
        header(record, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(record, CloudEventHeaders.ID, row.eventId().toString());
        header(record, CloudEventHeaders.SOURCE, source);
        header(record, CloudEventHeaders.TYPE, row.type());
        header(record, CloudEventHeaders.TIME, row.occurredAt().toString());
        header(record, CloudEventHeaders.SUBJECT, row.key());
        header(record, CloudEventHeaders.SEQUENCE, Long.toString(row.sequence()));
        if (value != null) {
            header(record, CloudEventHeaders.CONTENT_TYPE, "application/json");
        }
        if (row.traceParent() != null) {
            header(record, CloudEventHeaders.TRACE_PARENT, row.traceParent());
        }
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
