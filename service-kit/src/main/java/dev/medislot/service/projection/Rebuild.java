package dev.medislot.service.projection;

import dev.medislot.common.event.Event;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.program.Command;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private record Taken(int events, int changed) {}

    private final List<Projection> projections;
    private final DataSource database;
    private final KafkaProperties kafka;

    public Rebuild(List<Projection> projections, DataSource database, KafkaProperties kafka) {
        this.projections = projections;
        this.database = database;
        this.kafka = kafka;
    }

    /** {@code rebuild} and the topic's word. */
    public static Command command(String topic) {
        return new Command("rebuild " + word(topic), (service, _) -> service.getBean(Rebuild.class).rebuild(topic));
    }

    /** The same with {@code forget}. */
    public static Command commandToForget(String topic) {
        return new Command("rebuild %s forget".formatted(word(topic)),
                (service, _) -> service.getBean(Rebuild.class).rebuildAndForget(topic));
    }

    private static String word(String topic) {
        return topic.split("\\.", -1)[1];
    }

    /** The number of rows that were not as the topic says. */
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
                var told = new TopicSnapshot(connection, projection.kept());
                var aside = new TopicReader(kafka.buildConsumerProperties(), topic)) {
            // every row stored by then has its event on the topic by then
            aside.read(aside.end(), records -> told.add(readable(records)));
            var last = keep(projection, told::behind);
            var forgotten = forget ? keep(projection, told::endsBehind) : new Taken(0, 0);
            int settled = projection.settle();
            LOG.info(
                    "Projection {} is rebuilt, {} rows were not as the topic says; it tells of {} keys, "
                            + "{} rows stay of which it tells no more or not as new, {} were forgotten",
                    word(topic), last.changed() + settled, last.events(), told.unconfirmed() - forgotten.changed(),
                    forgotten.changed());
            return last.changed() + settled + forgotten.changed();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database did not serve", e);
        }
    }

    private static List<ReceivedEvent> readable(Iterable<ConsumerRecord<String, byte[]>> records) {
        var events = new ArrayList<ReceivedEvent>();
        for (var record : records) {
            try {
                var event = ReceivedEvent.of(record);
                if (Event.isKnown(event.type())) {
                    events.add(event);
                }
            } catch (UnreadableEvent e) {
                LOG.warn("Record {} of {}-{} is left out: {}", record.offset(), record.topic(), record.partition(),
                        e.getMessage());
            }
        }
        return events;
    }

    /** Page by page, each from the last one's key on. */
    private static Taken keep(Projection projection, Function<String, List<ReceivedEvent>> behind) {
        int events = 0;
        int changed = 0;
        for (var page = behind.apply(""); !page.isEmpty(); page = behind.apply(page.getLast().key())) {
            events += page.size();
            changed += page.stream().mapToInt(event -> keep(projection, event)).sum();
        }
        return new Taken(events, changed);
    }

    /** An event that the consumer would move to the dead-letter topic does not stop a rebuild. */
    private static int keep(Projection projection, ReceivedEvent event) {
        try {
            return projection.keep(event);
        } catch (UnreadableEvent | IllegalArgumentException | DataIntegrityViolationException e) {
            LOG.warn("Event {} of {} is left out, it cannot be kept: {}", event.id(), projection.topic(),
                    e.getClass().getSimpleName());
            return 0;
        }
    }
}
