package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.consumer.ReplayDeadLetters;
import dev.medislot.service.projection.Rebuild;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import dev.medislot.testkit.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.support.KafkaHeaders;

@ServiceTest
class ConsumptionTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");
    private static final String DEAD_LETTERS = Topics.deadLetters(Topics.BOOKINGS, "notification-service");

    @Autowired
    EventPublisher topic;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Rebuild rebuild;

    @Autowired
    Contacts contacts;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

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
            assertThat(letter.value()).contains(poison);
            assertThat(letter.header(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).contains("UnreadableEvent");
            assertThat(letter.header(KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(Topics.BOOKINGS);
            assertThat(letter.header("ce_id")).isNotEmpty();
        });
    }

    @Test
    void setAsideRecordIsAppliedWhenReplayed() {
        var created = Life.of(patient, doctor, START).created();
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        jdbc.sql("alter table booking add constraint in_the_way check (id <> '%s')".formatted(created.bookingId()))
                .update();
        try {
            topic.publish(created);
            await().until(() -> !records(DEAD_LETTERS, created.key()).isEmpty());
        } finally {
            jdbc.sql("alter table booking drop constraint in_the_way").update();
        }
        assertThat(Inbox.of(patient.email())).isEmpty();

        assertThat(ReplayDeadLetters.replay(kafka(), DEAD_LETTERS)).isPositive();

        Inbox.await(patient.email(), 1);
        ReplayDeadLetters.replay(kafka(), DEAD_LETTERS);
        assertThat(records(Topics.BOOKINGS, created.key())).as("the event, and its one replay").hasSize(2);
    }

    @Test
    void replayDoesNotUndoNewerEventsOfACompactedTopic() {
        var latest = People.withEmail(patient, "new-" + patient.email());
        var poison = "{\"not\":\"a contact\"}";
        topic.publish(Topics.CONTACTS, patient.key(), "ContactChanged", 1, poison);
        var letters = Topics.deadLetters(Topics.CONTACTS, "notification-service");
        await().until(() -> records(letters, patient.key()).size() == 1);
        topic.publish(latest);

        ReplayDeadLetters.replay(kafka(), letters);

        assertThat(records(Topics.CONTACTS, patient.key()).getLast().value()).contains(latest.email());
    }

    @Test
    void replayOfAnythingButDeadLettersIsRefused() throws Exception {
        try (var admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic("some." + patient.key() + ".dlt", 1, (short) 1))).all().get();
        }
        for (var wrong : List.of("medislot.none.dlt", Topics.BOOKINGS)) {
            assertThatIllegalArgumentException().isThrownBy(() -> ReplayDeadLetters.replay(kafka(), wrong))
                    .withMessageContaining(wrong)
                    .withMessageContaining("some." + patient.key() + ".dlt");
        }
    }

    @Test
    void rebuiltProjectionMatchesTheTopicWithoutMails() {
        var life = Life.of(patient, doctor, START);
        var lost = Life.of(patient, doctor, START.plusSeconds(7200));
        topic.publish(patient, doctor, lost.created(), life.created(), life.movedTo(START.plusSeconds(3600)));
        Inbox.await(patient.email(), 3);
        var before = rows();
        var mails = mails();
        jdbc.sql("update booking set starts_at = starts_at - interval '1 day' where id = ?").param(life.id()).update();
        jdbc.sql("delete from booking where id = ?").param(lost.id()).update();
        jdbc.sql("delete from contact where person_id = ?").param(patient.personId()).update();

        var bookings = new AtomicInteger();
        await().until(() -> bookings.addAndGet(rebuild.rebuild(Topics.BOOKINGS)) >= 2);
        await().until(() -> rebuild.rebuild(Topics.CONTACTS) == 1);

        assertThat(bookings).hasValue(2);
        assertThat(rows()).isEqualTo(before);
        topic.publish(life.cancelled());
        Inbox.await(patient.email(), 4);
        assertThat(mails()).isEqualTo(mails + 2);
        assertThat(rebuild.rebuild(Topics.BOOKINGS)).isZero();
    }

    @Test
    void rebuildTakesNothingBackThatTheTopicHasLost() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        jdbc.sql("update booking set version = 2, starts_at = starts_at - interval '1 day' where id = ?")
                .param(life.id())
                .update();
        jdbc.sql("update contact set version = 2, email = 'new@people.example' where person_id = ?")
                .param(patient.personId())
                .update();
        jdbc.sql("""
                insert into booking select gen_random_uuid(), version, status, patient_id, doctor_id, starts_at,
                    ends_at, changed_at from booking where id = ?
                """).param(life.id()).update();
        var before = rows();

        rebuild.rebuild(Topics.BOOKINGS);
        rebuild.rebuild(Topics.CONTACTS);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void rebuildLeavesToTheServiceWhatItHasNotRead() {
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        listeners.stop();
        try {
            topic.publish(Life.of(patient, doctor, START).created());
            rebuild.rebuild(Topics.BOOKINGS);
        } finally {
            listeners.start();
        }

        Inbox.await(patient.email(), 1);
    }

    @Test
    void peopleGoneFromTheTopicAreForgottenOnRequest() {
        jdbc.sql("""
                insert into contact (person_id, version, role, first_name, last_name, email, time_zone)
                values (?, 3, 'PATIENT', 'Pat', 'Miller', 'gone@people.example', 'UTC')
                """).param(patient.personId()).update();
        jdbc.sql("insert into calendar_feed values (?, ?, now())")
                .param(patient.personId())
                .param(patient.personId().toString())
                .update();

        rebuild.rebuild(Topics.CONTACTS);
        assertThat(contacts.find(patient.personId())).isPresent();

        assertThat(rebuild.rebuildAndForget(Topics.CONTACTS)).isPositive();
        assertThat(contacts.isErased(patient.personId())).isTrue();
        assertThat(feeds()).isZero();
        topic.publish(doctor);
        Inbox.awaitWelcome(doctor.email());
        assertThat(rebuild.rebuildAndForget(Topics.CONTACTS)).isZero();
        assertThat(contacts.find(doctor.personId())).isPresent();
    }

    @Test
    void forgetSparesPeopleWithARecordOfANewerType() {
        jdbc.sql("""
                insert into contact (person_id, version, role, first_name, last_name, email, time_zone)
                values (:person, 3, 'PATIENT', 'Pat', 'Miller', 'kept@people.example', 'UTC')
                """).param("person", patient.personId()).update();
        topic.publish(Topics.CONTACTS, patient.key(), "ContactMerged", 4, "{}");

        rebuild.rebuildAndForget(Topics.CONTACTS);

        assertThat(contacts.find(patient.personId())).isPresent();
    }

    @Test
    void rebuildErasesWhoseTombstoneWasMissed() {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        topic.publish(Topics.CONTACTS, patient.key(), patient.type(), 2, null);
        await().until(() -> contacts.isErased(patient.personId()));
        jdbc.sql("""
                update contact set version = 1, role = 'PATIENT', first_name = 'Pat', last_name = 'Miller',
                    email = 'gone@people.example', time_zone = 'UTC'
                where person_id = ?
                """).param(patient.personId()).update();
        jdbc.sql("insert into calendar_feed values (?, ?, now())")
                .param(patient.personId())
                .param(patient.personId().toString())
                .update();

        await().until(() -> rebuild.rebuild(Topics.CONTACTS) == 1);

        assertThat(contacts.isErased(patient.personId())).isTrue();
        assertThat(feeds()).isZero();
    }

    @Test
    void recordOfAnUnknownTypeIsSkipped() {
        var wrong = People.withEmail(patient, "nobody-" + patient.email());
        var right = People.withEmail(patient, "new-" + patient.email());
        topic.publish(patient, doctor);
        topic.publish(Topics.CONTACTS, wrong.key(), "ContactMerged", wrong.sequence(), EventJson.write(wrong));
        topic.publish(Topics.CONTACTS, wrong.key(), "ContactMerged", wrong.sequence(), "{}");
        topic.publish(right);

        await().until(() -> jdbc.sql("select email from contact where person_id = ?")
                .param(patient.personId())
                .query(String.class)
                .optional(), Optional.of(right.email())::equals);
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
        return jdbc.sql("""
                select to_jsonb(b)::text || to_jsonb(c)::text
                from booking b join contact c on c.person_id = b.patient_id order by 1
                """).query(String.class).list();
    }

    private int feeds() {
        return jdbc.sql("select count(*) from calendar_feed where person_id = ?")
                .param(patient.personId())
                .query(Integer.class)
                .single();
    }

    private int mails() {
        return jdbc.sql("select count(*) from notification").query(Integer.class).single();
    }

    private static List<EventRecord> records(String topic, String key) {
        try (var log = new EventLog(topic)) {
            return log.of(key);
        }
    }

    private static Map<String, Object> kafka() {
        return Infrastructure.shared().kafkaClient();
    }
}
