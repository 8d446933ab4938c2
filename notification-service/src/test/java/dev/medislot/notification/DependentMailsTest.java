package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.projection.Rebuild;
import dev.medislot.testkit.EventPublisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails about people who cannot be mailed themselves: dependents, and patients without an email address. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class DependentMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Contacts contacts;

    @Autowired
    Rebuild rebuild;

    private final ContactChanged guardian = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged mia = People.dependent(guardian, "Mia");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void mailsAboutADependentGoToTheGuardian() {
        var life = Life.of(mia, doctor, START);
        topic.publish(guardian, mia, doctor, life.created(), life.movedTo(START.plusSeconds(3600)), life.cancelled());

        var mails = Inbox.await(guardian.email(), 3);

        assertThat(mails.get(0).text()).contains("Hello Pat,", "Mia Miller's appointment is confirmed",
                "Mia Miller has an appointment with Dana Reyes.");
        assertThat(mails.get(1).text()).contains("Mia Miller's appointment has moved");
        assertThat(mails.get(2).text()).contains("You have cancelled Mia Miller's appointment with Dana Reyes.");
        assertThat(mails).extracting(Inbox.Mail::subject).noneMatch(subject -> subject.contains("Mia"));
        assertThat(mails).extracting(Inbox.Mail::text).noneMatch(text -> text.contains("Your appointment"));
        assertThat(Inbox.await(doctor.email(), 3).getFirst().text()).contains("an appointment with Mia Miller.");
        assertThat(invite(guardian)).contains("SUMMARY:Mia Miller's appointment with Dana Reyes", guardian.email());
    }

    @Test
    void orderOfTheContactsDoesNotMatter() {
        var life = Life.of(mia, doctor, START);
        topic.publish(life.created(), doctor);
        Inbox.awaitWelcome(doctor.email());
        topic.publish(mia);
        await().until(() -> contacts.find(mia.personId()).isPresent());
        assertThat(Inbox.of(guardian.email())).isEmpty();

        topic.publish(guardian);

        assertThat(Inbox.await(guardian.email(), 1).getFirst().text()).contains("Mia Miller has an appointment");
        Inbox.await(doctor.email(), 1);
    }

    @Test
    void redeliveredContactsMailNothingTwice() {
        var life = Life.of(mia, doctor, START);
        var created = life.created();
        topic.publish(guardian, mia, doctor, created);
        Inbox.await(guardian.email(), 1);

        topic.publish(guardian, mia, created, mia, guardian, life.cancelled());

        assertThat(Inbox.await(guardian.email(), 2).getLast().subject()).contains("cancelled");
        assertThat(mailsTo(mia)).isEqualTo(2);
        assertThat(mailsTo(guardian)).as("the welcome").isEqualTo(1);
    }

    @Test
    void waitingMailFollowsTheGuardiansAddress() {
        var moved = People.withEmail(guardian, "new-" + guardian.email());
        var life = Life.of(mia, doctor, START);
        topic.publish(guardian, mia, life.created());
        await().until(() -> mailsTo(mia) == 1);
        topic.publish(moved);
        await().until(() -> contacts.find(guardian.personId()).orElseThrow().email().equals(moved.email()));

        topic.publish(doctor);

        assertThat(Inbox.await(moved.email(), 1).getFirst().text()).contains("Mia Miller");
        assertThat(Inbox.of(guardian.email())).isEmpty();
    }

    @Test
    void guardianIsKnownAfterARebuild() {
        topic.publish(guardian, mia);
        await().until(() -> contacts.find(mia.personId()).isPresent());
        jdbc.sql("update contact set guardian_id = null, language = 'xx' where person_id = ?")
                .param(mia.personId())
                .update();

        await().until(() -> rebuild.rebuild(Topics.CONTACTS) == 1);

        var stored = contacts.find(mia.personId()).orElseThrow();
        assertThat(stored.guardianId()).isEqualTo(guardian.personId());
        assertThat(stored.language()).isEqualTo("en");
    }

    @Test
    void guardianReadsTheMailsAboutADependent() {
        var stranger = People.patient("Kim", "Lee", "America/Denver");
        topic.publish(guardian, stranger, mia, doctor, Life.of(mia, doctor, START).created());
        Inbox.await(guardian.email(), 1);

        var listed = api.get("/api/v1/notifications", api.tokenOf(guardian)).body().path("items");

        assertThat(listed.valueStream().map(mail -> mail.path("kind").asString())).contains("BOOKING_CREATED");
        var id = listed.valueStream()
                .filter(mail -> mail.path("kind").asString().equals("BOOKING_CREATED"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(api.get("/api/v1/notifications/" + id, api.tokenOf(guardian)).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/notifications/" + id, api.tokenOf(stranger)).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/notifications", api.tokenOf(stranger)).text()).doesNotContain("Mia");
    }

    @Test
    void feedOfTheGuardianHasTheVisitsOfDependents() {
        topic.publish(guardian, mia, doctor, Life.of(guardian, doctor, START).created(),
                Life.of(mia, doctor, START.plusSeconds(7200)).created());
        Inbox.await(guardian.email(), 2);
        var created = api.call("POST", "/api/v1/calendar", api.tokenOf(guardian)).body().path("address").asString();

        var feed = Biweekly.parse(api.get(URI.create(created).getPath(), "").text()).first();

        assertThat(feed.getEvents()).extracting(event -> event.getSummary().getValue())
                .containsExactly("Appointment with Dana Reyes", "Mia Miller's appointment with Dana Reyes");
    }

    @Test
    void anUnconfirmedAddressLearnsNoNames() {
        var unconfirmed = People.confirmed(guardian, false);
        topic.publish(unconfirmed, mia, doctor, Life.of(mia, doctor, START).created());

        assertThat(Inbox.await(guardian.email(), 1).getFirst().text()).contains("Hello,", "Your dependent has")
                .doesNotContain("Mia", "Pat");
    }

    @Test
    void nothingIsMailedToAPatientWithoutEmail(CapturedOutput output) {
        var early = People.withoutEmail("Ana", "Silva", "America/Denver");
        var late = People.withoutEmail("Rui", "Silva", "America/Denver");
        var life = Life.of(early, doctor, START);
        topic.publish(early, doctor, life.created(), life.movedTo(START.plusSeconds(3600)));
        assertThat(Inbox.await(doctor.email(), 2).getFirst().text()).contains("an appointment with Ana Silva.");

        topic.publish(Life.of(late, doctor, START.plusSeconds(86_400)).created());
        await().until(() -> mailsTo(late) == 1);
        topic.publish(late);
        await().until(() -> mailsTo(late) == 0);
        Inbox.await(doctor.email(), 3);

        assertThat(mailsTo(early)).isZero();
        assertThat(jdbc.sql("select count(*) from notification where status = 'FAILED' and recipient_id in (?, ?)")
                .params(early.personId(), late.personId())
                .query(Integer.class)
                .single()).isZero();
        assertThat(output.getAll()
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                .filter(line -> line.contains("notification"))
                .toList()).noneMatch(line -> line.contains("Mail ") || line.contains("Notification "));
    }

    @Test
    void aPatientIsMailedOnceTheyHaveAnAddress() {
        var ana = People.withoutEmail("Ana", "Silva", "America/Denver");
        topic.publish(ana);
        var address = "ana-" + UUID.randomUUID() + "@people.example";
        topic.publish(People.confirmed(People.withEmail(ana, address), true));

        assertThat(Inbox.awaitWelcome(address).subject()).startsWith("Welcome");
        topic.publish(doctor, Life.of(ana, doctor, START).created());
        Inbox.await(address, 1);
    }

    @Test
    void erasedGuardianLeavesNoLetterAboutADependent() {
        topic.publish(guardian, mia, doctor, Life.of(mia, doctor, START).created());
        Inbox.await(guardian.email(), 1);

        topic.publish(Topics.CONTACTS, guardian.key(), guardian.type(), 5, null);

        await().until(() -> contacts.isErased(guardian.personId()));
        assertThat(jdbc.sql("select count(*) from notification where recipient_email = ?")
                .param(guardian.email())
                .query(Integer.class)
                .single()).isZero();
    }

    private String invite(ContactChanged person) {
        return jdbc.sql("""
                select replace(invite, E'\\r\\n ', '') from notification
                where recipient_email = ? and kind = 'BOOKING_CREATED'
                """).param(person.email()).query(String.class).single();
    }

    private int mailsTo(Event person) {
        return jdbc.sql("select count(*) from notification where recipient_id = ?::uuid")
                .param(person.key())
                .query(Integer.class)
                .single();
    }
}
