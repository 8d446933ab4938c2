package dev.medislot.service.projection;

import dev.medislot.common.event.Event;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.service.consumer.ReceivedEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Reads a topic to its end and applies the latest event of each key, one after the other, like newly arriving events.
 * So a rebuild locks no row for longer than an event does, and an interrupted one can be run again.
 */
public class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private record Applied(int events, int changed) {}

    private final List<Projection> projections;
    private final DataSource database;
    private final KafkaProperties kafka;

    public Rebuild(List<Projection> projections, DataSource database, KafkaProperties kafka) {
        this.projections = projections;
        this.database = database;
        this.kafka = kafka;
    }

    /** Returns the number of rows corrected. */
    public int rebuild(String topic) {
        return rebuild(topic, false);
    }

    /**
     * Also removes rows whose key is not on the topic at all: right only for a topic that never lost more than
     * compaction removes.
     */
    public int rebuildAndForget(String topic) {
        return rebuild(topic, true);
    }

    private int rebuild(String topic, boolean forget) {
        var projection = projections.stream().filter(each -> each.topic().equals(topic)).findFirst().orElseThrow();
        try (var connection = database.getConnection();
                var snapshot = new TopicSnapshot(connection, projection.kept());
                var reader = new TopicReader(kafka.buildConsumerProperties(), topic)) {
            // the rows were read first, so the event of each is on the topic by now
            read(reader, snapshot, projection.leavesUnreadEvents() ? reader.committed() : Map.of());
            var latest = keep(projection, snapshot::latestAfter);
            var removed = forget ? keep(projection, snapshot::missingAfter) : new Applied(0, 0);
            int settled = projection.settle();
            LOG.info(
                    "Projection {} is rebuilt, {} rows corrected; the topic has {} keys; "
                            + "{} rows stay that it lacks or has in an older version; {} rows removed",
                    RebuildCommand.word(topic), latest.changed() + settled, latest.events(),
                    snapshot.unconfirmed() - removed.changed(), removed.changed());
            return latest.changed() + settled + removed.changed();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database did not answer", e);
        }
    }

    /** Reads to the end; events from those offsets on are unread. */
    private static void read(TopicReader reader, TopicSnapshot snapshot, Map<TopicPartition, Long> unreadFrom) {
        reader.read(reader.end(), batch -> {
            var events = new ArrayList<ReceivedEvent>();
            var otherKeys = new ArrayList<@Nullable String>();
            for (var record : batch) {
                var event = isUnread(record, unreadFrom) ? Optional.<ReceivedEvent>empty() : readable(record);
                event.ifPresentOrElse(events::add, () -> otherKeys.add(record.key()));
            }
            snapshot.add(events);
            snapshot.addNotApplied(otherKeys);
        });
    }

    private static boolean isUnread(ConsumerRecord<?, ?> record, Map<TopicPartition, Long> unreadFrom) {
        var partition = new TopicPartition(record.topic(), record.partition());
        return record.offset() >= unreadFrom.getOrDefault(partition, Long.MAX_VALUE);
    }

    /** Returns empty for a record that cannot be read, or is of a type that is newer than this code. */
    private static Optional<ReceivedEvent> readable(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(ReceivedEvent.of(record)).filter(event -> Event.isKnown(event.type()));
        } catch (UnreadableEvent e) {
            LOG.warn("Skipped record {} of {}-{}: {}", record.offset(), record.topic(), record.partition(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Applies the events page by page, in the order of their keys. */
    private static Applied keep(Projection projection, Function<String, List<ReceivedEvent>> pageAfter) {
        int events = 0;
        int changed = 0;
        for (var page = pageAfter.apply(""); !page.isEmpty(); page = pageAfter.apply(page.getLast().key())) {
            events += page.size();
            changed += page.stream().mapToInt(event -> keep(projection, event)).sum();
        }
        return new Applied(events, changed);
    }

    /** Skips an event that the consumer would move to the dead-letter topic. */
    private static int keep(Projection projection, ReceivedEvent event) {
        try {
            return projection.keep(event);
        } catch (UnreadableEvent | IllegalArgumentException | DataIntegrityViolationException e) {
            LOG.warn("Skipped event {} of {}, which cannot be applied: {}", event.id(), projection.topic(),
                    e.getClass().getSimpleName());
            return 0;
        }
    }
}
