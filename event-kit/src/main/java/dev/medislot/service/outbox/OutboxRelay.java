package dev.medislot.service.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final EventSender sender;
    private final OutboxProperties settings;
    private final Workers workers;

    /** The connections and transactions are the relay's own, so that an outage of Kafka holds none of the service's. */
    OutboxRelay(JdbcTemplate jdbc, TransactionTemplate transaction, KafkaTemplate<String, byte[]> kafka,
            OutboxProperties settings, String service, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.sender = new EventSender(kafka, "urn:medislot:" + service, meters);
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
        var acknowledged = sender.send(events);
        jdbc.update("delete from outbox where id = any (?)", (Object) acknowledged.toArray(Long[]::new));
        if (acknowledged.size() < events.size()) {
            return Pass.NOT_ACKNOWLEDGED;
        }
        return events.size() < settings.batchSize() ? Pass.SENT : Pass.MORE_WAIT;
    }
}
