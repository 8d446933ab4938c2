package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class MailAccessTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");
    private static final String MAILS = "/api/v1/notifications";

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    JdbcClient jdbc;

    private final EventLog accesses = new EventLog(Topics.ACCESSES);
    private final UUID staffId = UUID.randomUUID();
    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged other = People.patient("Olive", "Jones", "America/Denver");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");
    private final Life life = Life.of(patient, doctor, START);
    private final Life otherLife = Life.of(other, doctor, START.plusSeconds(86_400));
    private String staff = "";

    @BeforeEach
    void mails() {
        staff = api.staff(staffId);
        topic.publish(patient, other, doctor, life.created(), otherLife.created());
        for (var person : List.of(patient, other)) {
            Inbox.awaitWelcome(person.email());
            Inbox.await(person.email(), 1);
        }
        Inbox.await(doctor.email(), 2);
    }

    @AfterEach
    void close() {
        accesses.close();
    }

    @Test
    void staffsReadsArePublishedOnceAnHour() {
        for (int i = 0; i < 3; i++) {
            api.get(MAILS + "?bookingId=" + life.id(), staff).isOk();
            api.get(MAILS, staff).isOk();
            api.get(mailTo(other), staff).isOk();
        }

        await().until(() -> readsOf(other).stream().anyMatch(read -> read.operation().equals("getMail")));
        assertThat(readsOf(patient)).extracting(PatientDataRead::operation, PatientDataRead::bookingId)
                .contains(tuple("listMails", life.id()), tuple("listMails", null));
        assertThat(readsOf(other)).extracting(PatientDataRead::operation, PatientDataRead::bookingId)
                .contains(tuple("listMails", otherLife.id()), tuple("getMail", otherLife.id()));
        for (var person : List.of(patient, other)) {
            assertThat(readsOf(person)).allMatch(read -> read.actorRole() == Role.STAFF && !read.change())
                    .extracting(PatientDataRead::operation, PatientDataRead::bookingId,
                            read -> read.occurredAt().truncatedTo(ChronoUnit.HOURS))
                    .doesNotHaveDuplicates();
        }
        assertThat(readsOf(doctor)).isEmpty();
    }

    @Test
    void aReadOfAnotherHourIsPublishedAgain() {
        api.get(mailTo(patient), staff).isOk();
        jdbc.sql("update published_read set period = period - interval '1 hour' where actor_id = ?")
                .param(staffId)
                .update();

        api.get(mailTo(patient), staff).isOk();

        await().until(() -> readsOf(patient).size() == 2);
    }

    @Test
    void resendsArePublishedAsChanges() {
        var mail = mailTo(patient);
        for (int sent = 2; sent <= 3; sent++) {
            api.call("POST", mail + "/resend", staff).has(202);
            Inbox.await(patient.email(), sent);
            await().until(() -> api.get(mail, api.tokenOf(patient)).text("status").equals("SENT"));
        }
        topic.publish(life.cancelled());
        Inbox.await(patient.email(), 4);
        api.call("POST", mail + "/resend", staff).isProblem(409, "state-conflict");

        await().until(() -> readsOf(patient).size() == 2);
        assertThat(readsOf(patient)).allSatisfy(resent -> {
            assertThat(resent.operation()).isEqualTo("resendMail");
            assertThat(resent.change()).isTrue();
            assertThat(resent.bookingId()).isEqualTo(life.id());
        });
    }

    @Test
    void ownReadsAreNotPublishedAndDoctorsAre() {
        api.get(MAILS, api.tokenOf(patient)).isOk();
        api.get(mailTo(patient), api.tokenOf(patient)).isOk();
        api.get(MAILS, api.tokenOf(doctor)).isOk();

        await().until(() -> !of(patient).isEmpty() && !of(other).isEmpty());
        assertThat(of(patient)).singleElement().satisfies(read -> {
            assertThat(read.actorId()).isEqualTo(doctor.personId());
            assertThat(read.actorRole()).isEqualTo(Role.DOCTOR);
            assertThat(read.bookingId()).isEqualTo(life.id());
        });
        assertThat(of(doctor)).isEmpty();
    }

    @Test
    void mailsToAGuardianAreAboutTheDependent() {
        var mia = People.dependent(patient, "Mia");
        var visit = Life.of(mia, doctor, START.plusSeconds(172_800));
        topic.publish(mia, visit.created());
        Inbox.await(patient.email(), 2);

        api.get(MAILS + "?bookingId=" + visit.id(), api.tokenOf(patient)).isOk();
        api.get(MAILS + "?bookingId=" + visit.id(), staff).isOk();

        await().until(() -> !of(mia).isEmpty());
        assertThat(of(mia)).singleElement().extracting(PatientDataRead::actorId).isEqualTo(staffId);
        assertThat(of(patient)).isEmpty();
    }

    @Test
    void nothingIsAnsweredThatIsNotStored() {
        var mail = mailTo(patient);
        jdbc.sql("alter table outbox add constraint in_the_way check (key <> '%s') not valid".formatted(patient.key()))
                .update();
        try {
            for (var path : List.of(mail, MAILS + "?bookingId=" + life.id())) {
                var refused = api.get(path, staff);
                assertThat(refused.status()).isGreaterThanOrEqualTo(500);
                assertThat(refused.text()).doesNotContain("Miller", "Reyes", patient.email());
            }
        } finally {
            jdbc.sql("alter table outbox drop constraint in_the_way").update();
        }

        api.get(mail, staff).isOk();
        await().until(() -> readsOf(patient).size() == 1);
    }

    @Test
    void readsWaitForKafkaAndAnswersDoNot() {
        var mail = mailTo(patient);
        Infrastructure.shared().stopKafka();
        try {
            api.get(mail, staff).isOk();
            assertThat(
                    jdbc.sql("select type from outbox where key = ?").param(patient.key()).query(String.class).list())
                            .containsExactly("PatientDataRead");
        } finally {
            Infrastructure.shared().startKafka();
        }

        await().until(() -> readsOf(patient).size() == 1);
    }

    private String mailTo(ContactChanged person) {
        var found = await().until(() -> api.get(MAILS + "?status=SENT", api.tokenOf(person))
                .list("items")
                .stream()
                .filter(mail -> mail.path("kind").asString().equals("BOOKING_CREATED"))
                .toList(), mails -> !mails.isEmpty());
        return MAILS + "/" + found.getFirst().path("id").asString();
    }

    /** The reads by the staff of this test; other tests read all mails too. */
    private List<PatientDataRead> readsOf(ContactChanged person) {
        return of(person).stream().filter(read -> read.actorId().equals(staffId)).toList();
    }

    private List<PatientDataRead> of(ContactChanged person) {
        return accesses.of(person.key()).stream().map(event -> event.as(PatientDataRead.class)).toList();
    }
}
