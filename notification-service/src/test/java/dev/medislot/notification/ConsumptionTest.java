package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.consumer.ReplayDeadLetters;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.notification.rebuild.RebuildProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.support.KafkaHeaders;

@ServiceTest
class ConsumptionTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");
    private static final String DEAD_LETTERS = Topics.deadLetters(Topics.BOOKINGS, "notification-service");

    @Autowired
    Topic topic;

    @Autowired
    JdbcClient db;

    @Autowired
    RebuildProjection rebuild;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void poisonIsSetAsideAndStopsNobody() {
        var life = Life.of(patient, doctor, START);
        var created = life.created();
        var poison = UUID.randomUUID().toString();
        topic.publish(Topics.BOOKINGS, created.key(), "BookingCreated", 1, "{\"not\":\"" + poison + "\"}");
        topic.publish(Topics.BOOKINGS, created.key(), "BookingCreated", 1, poison);
        topic.publish(patient, doctor, created);

        Inbox.await(patient.email(), 1);
        var letters = await().until(() -> records(DEAD_LETTERS, created.key()), found -> found.size() == 2);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.value()).contains(poison.getBytes(UTF_8));
            assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).contains("UnreadableEvent");
            assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(Topics.BOOKINGS);
            assertThat(header(letter, "ce_id")).isNotEmpty();
        });
    }

    @Test
    void setAsideRecordIsAppliedWhenReplayed() {
        var created = Life.of(patient, doctor, START).created();
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        db.sql("alter table booking add constraint in_the_way check (id <> '%s')".formatted(created.bookingId()))
                .update();
        try {
            topic.publish(created);
            await().atMost(Duration.ofSeconds(30)).until(() -> !records(DEAD_LETTERS, created.key()).isEmpty());
        } finally {
            db.sql("alter table booking drop constraint in_the_way").update();
        }
        assertThat(Inbox.of(patient.email())).isEmpty();

        assertThat(ReplayDeadLetters.replay(kafka(), DEAD_LETTERS)).isPositive();

        Inbox.await(patient.email(), 1);
        ReplayDeadLetters.replay(kafka(), DEAD_LETTERS);
        assertThat(records(Topics.BOOKINGS, created.key())).as("the event, and its one replay").hasSize(2);
    }

    @Test
    void replayDoesNotBringBackWhatACompactedTopicHasMovedOnFrom() {
        var latest = People.withEmail(patient, "new-" + patient.email());
        var poison = "{\"not\":\"a contact\"}";
        topic.publish(Topics.CONTACTS, patient.key(), "ContactChanged", 1, poison);
        var letters = Topics.deadLetters(Topics.CONTACTS, "notification-service");
        await().until(() -> records(letters, patient.key()).size() == 1);
        topic.publish(latest);

        ReplayDeadLetters.replay(kafka(), letters);

        assertThat(records(Topics.CONTACTS, patient.key()).getLast().value()).asString(UTF_8).contains(latest.email());
    }

    @Test
    void replayOfAnUnknownTopicIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayDeadLetters.replay(kafka(), "medislot.none.dlt"))
                .withMessageContaining("medislot.none.dlt");
    }

    @Test
    void rebuiltProjectionIsWhatTheTopicSaysAndMailsNobody() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created(), life.movedTo(START.plusSeconds(3600)));
        Inbox.await(patient.email(), 2);
        var before = rows();
        var mails = mails();
        db.sql("update booking set starts_at = starts_at - interval '1 day', version = 9 where id = ?").param(life.id())
                .update();
        db.sql("delete from contact where person_id = ?").param(patient.personId()).update();
        db.sql("""
                insert into booking select gen_random_uuid(), version, status, patient_id, doctor_id, starts_at,
                    ends_at, changed_at from booking where id = ?
                """).param(life.id()).update();

        assertThat(rebuild.rebuild("bookings")).isEqualTo(2);
        assertThat(rebuild.rebuild("contacts")).isEqualTo(1);

        assertThat(rows()).isEqualTo(before);
        topic.publish(life.cancelled());
        Inbox.await(patient.email(), 3);
        assertThat(mails()).isEqualTo(mails + 2);
        assertThat(rebuild.rebuild("bookings")).isZero();
    }

    @Test
    void recordOfAnUnknownTypeIsSkipped() {
        var wrong = People.withEmail(patient, "nobody-" + patient.email());
        var right = People.withEmail(patient, "new-" + patient.email());
        topic.publish(patient, doctor);
        topic.publish(Topics.CONTACTS, wrong.key(), "ContactMerged", wrong.sequence(), EventJson.write(wrong));
        topic.publish(Topics.CONTACTS, wrong.key(), "ContactMerged", wrong.sequence(), "{}");
        topic.publish(right);

        await().until(() -> db.sql("select email from contact where person_id = ?").param(patient.personId())
                .query(String.class).optional(), Optional.of(right.email())::equals);
        assertThat(records(Topics.deadLetters(Topics.CONTACTS, "notification-service"), patient.key())).isEmpty();
    }

    @Test
    void olderEventChangesNothing() {
        var life = Life.of(patient, doctor, START);
        var created = life.created();
        topic.publish(patient, doctor, life.movedTo(START.plusSeconds(3600)));
        Inbox.await(patient.email(), 1);

        topic.publish(created);
        topic.publish(life.cancelled());

        assertThat(Inbox.await(patient.email(), 2)).extracting(Inbox.Mail::subject)
                .noneMatch(subject -> subject.contains("confirmed"));
    }

    private List<String> rows() {
        return db.sql(
                "select to_jsonb(b)::text || to_jsonb(c)::text from booking b join contact c on c.person_id = b.patient_id order by 1")
                .query(String.class).list();
    }

    private int mails() {
        return db.sql("select count(*) from notification").query(Integer.class).single();
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    if (key.equals(each.key())) {
                        found.add(each);
                    }
                });
            }
        }
        return found;
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers());
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
