package dev.medislot.notification.rebuild;

import dev.medislot.common.event.Event;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.notification.intake.ForgetPerson;
import dev.medislot.notification.intake.Learn;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.TopicReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a topic from its beginning and corrects a projection by it, while the service runs.
 * <p>
 * The topic is read into a temporary table of the projection's name, which PostgreSQL finds before the real one: so the
 * same statements that follow the topic day by day fill it. Then rows that are missing or older in the real table are
 * written. Rows that the topic no longer has, or has only in an older version, stay. Records that the service has still
 * to read are left to it, because they may ask for mails; a rebuild stores none.
 */
@Service
public class RebuildProjection {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildProjection.class);

    private final JdbcClient jdbc;
    private final Learn learn;
    private final ForgetPerson forgetPerson;
    private final KafkaProperties kafka;

    RebuildProjection(JdbcClient jdbc, Learn learn, ForgetPerson forgetPerson, KafkaProperties kafka) {
        this.jdbc = jdbc;
        this.learn = learn;
        this.forgetPerson = forgetPerson;
        this.kafka = kafka;
    }

    /** The number of rows that were not as the topic says. */
    @Transactional
    public int rebuild(Projection projection) {
        return rebuild(projection, false);
    }

    /**
     * Rebuilds the contacts, and erases people that the topic does not contain: right only for a topic that never lost
     * more than compaction removes.
     */
    @Transactional
    public int rebuildContactsAndForget() {
        return rebuild(Projection.CONTACTS, true);
    }

    private int rebuild(Projection projection, boolean forget) {
        try (var topic = new TopicReader(kafka.buildConsumerProperties(), projection.topic())) {
            var taken = topic.committed();
            jdbc.sql("create temp table %1$s (like public.%1$s including all) on commit drop"
                    .formatted(table(projection))).update();
            var ahead = read(topic, projection, taken, taken);
            if (forget) {
                // every person stored by now is on the topic by now
                jdbc.sql("lock table public.contact in share row exclusive mode").update();
                ahead.addAll(read(topic, projection, taken, topic.end()));
            }
            var changed = correct(projection) + (forget ? forgetAllBut(ahead) : 0);
            LOG.info("Projection {} is rebuilt, {} rows were not as the topic says", projection, changed);
            var kept = kept(projection);
            if (kept > 0) {
                LOG.warn("{} rows stay of which the topic tells no more, or not as new", kept);
            }
            return changed;
        }
    }

    /** Learns what the service has taken, and answers the keys of what came behind that. */
    private Set<String> read(TopicReader topic, Projection projection, Map<TopicPartition, Long> taken,
            Map<TopicPartition, Long> until) {
        var ahead = new HashSet<String>();
        topic.read(until, messages -> {
            for (var message : messages) {
                var partition = new TopicPartition(message.topic(), message.partition());
                if (message.offset() < taken.getOrDefault(partition, 0L)) {
                    learn(message, projection);
                } else {
                    ahead.add(message.key());
                }
            }
        });
        return ahead;
    }

    private void learn(ConsumerRecord<String, byte[]> message, Projection projection) {
        try {
            var event = ReceivedEvent.of(message);
            if (Event.isKnown(event.type())) {
                switch (projection) {
                    case CONTACTS -> learn.contact(event);
                    case BOOKINGS -> learn.booking(event);
                }
            }
        } catch (UnreadableEvent e) {
            LOG.warn("Record {} of {}-{} is left out, it cannot be read", message.offset(), message.topic(),
                    message.partition());
        }
    }

    private static String table(Projection projection) {
        return switch (projection) {
            case CONTACTS -> "contact";
            case BOOKINGS -> "booking";
        };
    }

    private int correct(Projection projection) {
        return switch (projection) {
            case CONTACTS -> correctContacts();
            case BOOKINGS -> correctBookings();
        };
    }

    /** An erased person's row stays: the topic forgets the tombstone, and nothing older may come back. */
    private int correctContacts() {
        jdbc.sql("""
                select told.person_id
                from pg_temp.contact told left join public.contact kept using (person_id)
                where told.email is null
                and (kept.person_id is null or (kept.email is not null and kept.version <= told.version))
                """).query(UUID.class).list().forEach(forgetPerson::forget);
        return jdbc.sql("""
                insert into public.contact as kept
                    (person_id, version, role, first_name, last_name, email, time_zone, reminders)
                select person_id, version, role, first_name, last_name, email, time_zone, reminders
                from pg_temp.contact
                on conflict (person_id) do update
                set version = excluded.version, role = excluded.role, first_name = excluded.first_name,
                    last_name = excluded.last_name, email = excluded.email, time_zone = excluded.time_zone,
                    reminders = excluded.reminders
                where excluded.version > kept.version
                or (excluded.version = kept.version and kept.email is not null
                    and (kept.role, kept.first_name, kept.last_name, kept.email, kept.time_zone, kept.reminders)
                        is distinct from (excluded.role, excluded.first_name, excluded.last_name, excluded.email,
                         excluded.time_zone, excluded.reminders))
                """).update();
    }

    private int forgetAllBut(Set<String> ahead) {
        var gone = jdbc.sql("""
                update public.contact kept
                set role = null, first_name = null, last_name = null, email = null, time_zone = null
                where email is not null and person_id::text <> all (?)
                and not exists (select 1 from pg_temp.contact told where told.person_id = kept.person_id)
                returning person_id
                """).param(ahead.toArray(String[]::new)).query(UUID.class).list();
        gone.forEach(forgetPerson::forget);
        return gone.size();
    }

    /** No event ends a booking's being known: one that the topic does not tell of was lost there, not here. */
    private int correctBookings() {
        return jdbc.sql("""
                insert into public.booking as kept
                    (id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at)
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at
                from pg_temp.booking
                on conflict (id) do update
                set version = excluded.version, status = excluded.status, patient_id = excluded.patient_id,
                    doctor_id = excluded.doctor_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    changed_at = excluded.changed_at,
                    reminded = case when kept.version = excluded.version then kept.reminded end
                where excluded.version > kept.version
                or (excluded.version = kept.version
                    and (kept.status, kept.patient_id, kept.doctor_id, kept.starts_at, kept.ends_at, kept.changed_at)
                        is distinct from (excluded.status, excluded.patient_id, excluded.doctor_id, excluded.starts_at,
                         excluded.ends_at, excluded.changed_at))
                """).update();
    }

    private int kept(Projection projection) {
        var newer = switch (projection) {
            case CONTACTS -> """
                    select count(*) from public.contact kept left join pg_temp.contact told using (person_id)
                    where kept.email is not null and (told.version is null or told.version < kept.version)
                    """;
            case BOOKINGS -> """
                    select count(*) from public.booking kept left join pg_temp.booking told using (id)
                    where told.version is null or told.version < kept.version
                    """;
        };
        return jdbc.sql(newer).query(Integer.class).single();
    }
}
