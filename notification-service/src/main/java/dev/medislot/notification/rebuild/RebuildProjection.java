package dev.medislot.notification.rebuild;

import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.notification.intake.Learn;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a topic from its beginning and puts what it says in the place of a projection, while the service runs.
 * <p>
 * The topic is read into a temporary table of the projection's name, which PostgreSQL finds before the real one: so the
 * very statements that follow the topic day by day fill it. Only then is the real table locked, what came meanwhile
 * read too, and the difference written. No mail comes of it.
 */
@Service
public class RebuildProjection {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildProjection.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JdbcClient db;
    private final Learn learn;
    private final KafkaProperties kafka;

    RebuildProjection(JdbcClient db, Learn learn, KafkaProperties kafka) {
        this.db = db;
        this.learn = learn;
        this.kafka = kafka;
    }

    /** The number of rows that were not as the topic says; throws IllegalArgumentException for an unknown name. */
    @Transactional
    public int rebuild(String name) {
        var projection = Projection.valueOf(name.toUpperCase(Locale.ROOT));
        var settings = kafka.buildConsumerProperties();
        settings.remove("group.id");
        settings.putAll(Map.of("enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(projection.topic()).stream()
                    .map(partition -> new TopicPartition(projection.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            db.sql("create temp table %1$s (like public.%1$s including all) on commit drop"
                    .formatted(table(projection))).update();
            readToEnd(consumer, partitions, projection);
            db.sql("lock table public.%s in share row exclusive mode".formatted(table(projection))).update();
            readToEnd(consumer, partitions, projection);
            var changed = replace(projection);
            LOG.info("Projection {} is rebuilt, {} rows were not as the topic says", projection, changed);
            return changed;
        }
    }

    private void readToEnd(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Projection projection) {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (var message : consumer.poll(POLL)) {
                try {
                    var event = ReceivedEvent.of(message);
                    switch (projection) {
                        case CONTACTS -> learn.contact(event);
                        case BOOKINGS -> learn.booking(event);
                    }
                } catch (UnreadableEvent e) {
                    LOG.warn("Record {} of {}-{} is left out, it cannot be read", message.offset(), message.topic(),
                            message.partition());
                }
            }
        }
    }

    private static String table(Projection projection) {
        return switch (projection) {
            case CONTACTS -> "contact";
            case BOOKINGS -> "booking";
        };
    }

    private int replace(Projection projection) {
        return switch (projection) {
            case CONTACTS -> replaceContacts();
            case BOOKINGS -> replaceBookings();
        };
    }

    /** An erased person's row stays: the topic forgets the tombstone, and nothing older may come back. */
    private int replaceContacts() {
        var gone = db.sql("""
                delete from public.contact kept
                where email is not null
                and not exists (select 1 from pg_temp.contact told where told.person_id = kept.person_id)
                """).update();
        return gone + db.sql("""
                insert into public.contact as kept
                    (person_id, version, role, first_name, last_name, email, time_zone, reminders)
                select person_id, version, role, first_name, last_name, email, time_zone, reminders
                from pg_temp.contact
                on conflict (person_id) do update
                set version = excluded.version, role = excluded.role, first_name = excluded.first_name,
                    last_name = excluded.last_name, email = excluded.email, time_zone = excluded.time_zone,
                    reminders = excluded.reminders
                where (kept.email is not null or excluded.version > kept.version)
                and (kept.version, kept.role, kept.first_name, kept.last_name, kept.email, kept.time_zone,
                     kept.reminders)
                    is distinct from (excluded.version, excluded.role, excluded.first_name, excluded.last_name,
                     excluded.email, excluded.time_zone, excluded.reminders)
                """).update();
    }

    private int replaceBookings() {
        var gone = db.sql("""
                delete from public.booking kept
                where not exists (select 1 from pg_temp.booking told where told.id = kept.id)
                """).update();
        return gone + db.sql("""
                insert into public.booking as kept
                    (id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at)
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at
                from pg_temp.booking
                on conflict (id) do update
                set version = excluded.version, status = excluded.status, patient_id = excluded.patient_id,
                    doctor_id = excluded.doctor_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    changed_at = excluded.changed_at,
                    reminded = case when kept.version = excluded.version then kept.reminded end
                where (kept.version, kept.status, kept.patient_id, kept.doctor_id, kept.starts_at, kept.ends_at,
                       kept.changed_at)
                    is distinct from (excluded.version, excluded.status, excluded.patient_id, excluded.doctor_id,
                       excluded.starts_at, excluded.ends_at, excluded.changed_at)
                """).update();
    }
}
