package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.CancelToken;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links in mails that cancel a booking without a login. */
@ServiceTest
class CancelLinkMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");
    private static final String CANCEL = "Cancel without logging in";
    private static final String KEY = "kX9vT2bQ7mLr0sWf4yHc8uJd1eZa6nPg3oRi5tVxB2k";

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.withLinkKey(People.patient("Pat", "Miller", "America/Denver"), KEY);
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void mailsToThePatientHaveTheLink() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created(), life.movedTo(START.plusSeconds(3600)), life.cancelled());

        var mails = Inbox.await(patient.email(), 3);

        assertThat(mails.subList(0, 2)).allSatisfy(mail -> {
            assertThat(mail.text()).contains(CANCEL + ": http://127.0.0.1:8080" + path(life.id(), KEY));
            assertThat(mail.html()).contains("href=\"http://127.0.0.1:8080" + path(life.id(), KEY) + "\"");
        });
        assertThat(mails.getLast().text()).contains("/appointments/" + life.id()).doesNotContain("token=");
        assertThat(Inbox.await(doctor.email(), 3)).extracting(mail -> mail.text() + mail.html())
                .noneMatch(text -> text.contains("token="));
    }

    @Test
    void theSecretIsInTheMailAlone() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created());
        assertThat(Inbox.await(patient.email(), 1).getFirst().text()).contains(path(life.id(), KEY));
        var secret = CancelToken.of(life.id(), KEY).text();

        var shown = await().until(
                () -> api.get("/api/v1/notifications?bookingId=" + life.id(), api.tokenOf(patient)).text(),
                text -> text.contains("SENT"));

        assertThat(shown).contains(CANCEL).doesNotContain(secret);
        assertThat(jdbc.sql("select notification::text from notification where booking_id = :booking")
                .param("booking", life.id())
                .query(String.class)
                .list()).hasSize(2).noneMatch(row -> row.contains(secret));
    }

    @Test
    void aDependentsLinkHasTheKeyOfTheGuardian() {
        var mia = People.dependent(patient, "Mia");
        var life = Life.of(mia, doctor, START);
        topic.publish(patient, mia, doctor, life.created());

        assertThat(Inbox.await(patient.email(), 1).getFirst().text()).contains(path(life.id(), KEY));
    }

    @Test
    void withoutAKeyTheOnlyLinkNeedsALogin() {
        var unknown = People.patient("Sam", "Rivera", "America/Denver");
        var life = Life.of(unknown, doctor, START);
        topic.publish(unknown, doctor, life.created());

        assertThat(Inbox.await(unknown.email(), 1).getFirst().text())
                .contains("See, move or cancel: http://127.0.0.1:8080/appointments/" + life.id())
                .doesNotContain(CANCEL, "token=");
    }

    @Test
    void anEventOfAnEarlierReleaseKeepsTheKey() {
        topic.publish(patient, People.withoutReminders(patient));
        await().until(() -> contacts.find(patient.personId()).filter(known -> !known.reminders()).isPresent());

        assertThat(contacts.find(patient.personId()))
                .hasValueSatisfying(known -> assertThat(known.linkKey()).isEqualTo(KEY));
    }

    private static String path(UUID booking, String key) {
        return "/appointments/%s/cancellation?token=%s".formatted(booking, CancelToken.of(booking, key).text());
    }
}
