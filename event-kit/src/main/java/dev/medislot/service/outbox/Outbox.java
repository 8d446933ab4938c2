package dev.medislot.service.outbox;

import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores events in the transaction of the change they describe; a relay sends them to Kafka after the commit.
 * <p>
 * Events of one key reach Kafka in the order in which they were stored, so publish after writing or locking the row.
 */
public class Outbox {

    static final int SHARDS = 16;

    private static final String INSERT = """
            insert into outbox (shard, topic, key, type, event_id, sequence, occurred_at, trace_parent, value)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** The values of an event in the order of the columns. */
    private static final List<String> PARAMETERS = List.of("eventShard", "eventTopic", "eventKey", "eventType",
            "eventId", "eventSequence", "eventOccurredAt", "eventTraceParent", "eventValue");

    private final JdbcTemplate jdbc;
    private final OutboxRelay relay;
    private final TraceParents traceParents;
    private final Clock clock;

    Outbox(JdbcTemplate jdbc, OutboxRelay relay, TraceParents traceParents, Clock clock) {
        this.jdbc = jdbc;
        this.relay = relay;
        this.traceParents = traceParents;
        this.clock = clock;
    }

    /**
     * The part of a statement that stores an event for each row of a table, for example of the rows that the same
     * statement inserts. So a change and its event take one round trip. It takes the {@link #parameters}.
     */
    public static String insertFrom(String table) {
        return """
                insert into outbox (shard, topic, key, type, event_id, sequence, occurred_at, trace_parent, value)
                select :eventShard, :eventTopic, :eventKey, :eventType, :eventId, :eventSequence, :eventOccurredAt,
                       :eventTraceParent, :eventValue
                from\s""" + table;
    }

    /** The event of such a statement. Throws IllegalTransactionStateException outside a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, @Nullable Object> parameters(UUID id, Event event) {
        wakeAfterCommit();
        var parameters = new HashMap<String, @Nullable Object>();
        var values = row(id, event);
        for (int i = 0; i < values.length; i++) {
            parameters.put(PARAMETERS.get(i), values[i]);
        }
        return parameters;
    }

    /** Returns the event's id. Throws IllegalTransactionStateException outside a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID publish(Event event) {
        var id = UUID.randomUUID();
        store(List.<Object[]>of(row(id, event)));
        return id;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void publishAll(List<? extends Event> events) {
        store(events.stream().<Object[]>map(event -> row(UUID.randomUUID(), event)).toList());
    }

    /** Publishes a tombstone, which removes the key from a compacted topic. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(String topic, String key, Class<? extends Event> type, long sequence) {
        store(List.<Object[]>of(
                row(UUID.randomUUID(), topic, key, type.getSimpleName(), sequence, clock.instant(), null)));
    }

    private void store(List<Object[]> rows) {
        jdbc.batchUpdate(INSERT, rows);
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }

    private @Nullable Object[] row(UUID id, Event event) {
        return row(id, event.topic(), event.key(), event.type(), event.sequence(), event.occurredAt(),
                EventJson.write(event));
    }

    private @Nullable Object[] row(UUID id, String topic, String key, String type, long sequence, Instant occurredAt,
            @Nullable String value) {
        return new @Nullable Object[] { Math.floorMod(key.hashCode(), SHARDS), topic, key, type, id, sequence,
                occurredAt.atOffset(ZoneOffset.UTC), traceParents.current(), value };
    }
}
