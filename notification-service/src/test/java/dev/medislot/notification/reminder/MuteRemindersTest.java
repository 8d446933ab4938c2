package dev.medislot.notification.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.Callers;
import dev.medislot.notification.Inbox;
import dev.medislot.notification.Life;
import dev.medislot.notification.People;
import dev.medislot.notification.ServiceTest;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link of a reminder that switches reminders off (RFC 8058). */
@ServiceTest
class MuteRemindersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private final EventLog muted = new EventLog(Topics.REMINDERS);
    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @AfterEach
    void close() {
        muted.close();
    }

    @Test
    void onlyRemindersHaveTheLink() throws Exception {
        var reminder = reminderTo(patient);
        var confirmation = Inbox.of(patient.email())
                .stream()
                .filter(mail -> mail.subject().startsWith("Appointment confirmed"))
                .findFirst()
                .orElseThrow();

        assertThat(Inbox.raw(reminder).getHeader("List-Unsubscribe", null))
                .matches("<http.*/api/v1/reminders/\\S{43}>");
        assertThat(Inbox.raw(reminder).getHeader("List-Unsubscribe-Post", null))
                .isEqualTo("List-Unsubscribe=One-Click");
        assertThat(reminder.text()).contains("Switch off reminders: http://127.0.0.1:8080" + path(reminder));
        assertThat(reminder.html()).contains(path(reminder));
        assertThat(Inbox.raw(confirmation).getHeader("List-Unsubscribe")).isNull();
        assertThat(confirmation.text()).doesNotContain("reminders");
    }

    @Test
    void onlyADigestOfTheLinkIsStored() throws Exception {
        var path = path(reminderTo(patient));
        var secret = path.substring(path.lastIndexOf('/') + 1);

        var rows = jdbc.sql("select notification::text from notification where recipient_id = ?")
                .param(patient.personId())
                .query(String.class)
                .list();

        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(secret));
        assertThat(rows).anyMatch(row -> row.contains("/api/v1/reminders/***"));
    }

    @Test
    void lookingAtThePageSwitchesNothingOff() throws Exception {
        var path = path(reminderTo(patient));

        for (int scanner = 0; scanner < 3; scanner++) {
            var page = send("GET", path, "");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(page.body()).contains("Switch off reminders?", "<form method=\"post\"", "Switch off</button>")
                    .doesNotContain("Miller", patient.email());
        }

        assertThat(wantsReminders(patient)).isTrue();
        assertThat(muted.of(patient.personId())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/x-www-form-urlencoded | List-Unsubscribe=One-Click
            multipart/form-data; boundary=b   | --b--
            text/plain                        | x
                                              | ''
            """)
    void aPostSwitchesThemOff(String type, String body) throws Exception {
        var path = path(reminderTo(patient));

        var answer = post(path, type, body);
        var again = post(path, type, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Reminders are switched off").doesNotContain("<form");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(wantsReminders(patient)).isFalse();
        assertThat(wantsReminders(doctor)).isTrue();
        var events = muted.await(patient.key(), 1);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().as(RemindersMuted.class).role()).isEqualTo(Role.PATIENT);
        var next = Life.of(patient, doctor, in(Duration.ofHours(22))).at(twoDaysAgo());
        topic.publish(next.created());
        Inbox.await(doctor.email(), 4);
        assertThat(Inbox.await(patient.email(), 3)).extracting(Inbox.Mail::subject)
                .filteredOn(subject -> subject.endsWith(": your appointment"))
                .hasSize(1);
    }

    @Test
    void aDependentsLinkIsForTheDependentAlone() throws Exception {
        var mia = People.dependent(patient, "Mia");
        topic.publish(patient, mia, doctor, Life.of(mia, doctor, in(Duration.ofHours(20))).at(twoDaysAgo()).created());
        var reminder = Inbox.await(patient.email(), 2)
                .stream()
                .filter(mail -> mail.subject().endsWith(": an appointment"))
                .findFirst()
                .orElseThrow();

        assertThat(send("POST", path(reminder), "").statusCode()).isEqualTo(200);

        assertThat(wantsReminders(mia)).isFalse();
        assertThat(wantsReminders(patient)).isTrue();
        assertThat(muted.await(mia.key(), 1)).hasSize(1);
    }

    @Test
    void aLinkThatWorksNoMoreSaysSo() throws Exception {
        var path = path(reminderTo(patient));
        topic.publish(Topics.CONTACTS, patient.key(), "ContactChanged", 2, null);
        await().until(() -> contacts.isErased(patient.personId()));

        for (var dead : List.of(path, "/api/v1/reminders/unknown")) {
            assertThat(send("GET", dead, "").body()).contains("This link no longer works").doesNotContain("<form");
            assertThat(send("POST", dead, "").statusCode()).isEqualTo(404);
        }
    }

    private Inbox.Mail reminderTo(ContactChanged person) {
        topic.publish(patient, doctor, Life.of(patient, doctor, in(Duration.ofHours(20))).at(twoDaysAgo()).created());
        return Inbox.await(person.email(), 2)
                .stream()
                .filter(mail -> mail.subject().endsWith(": your appointment"))
                .findFirst()
                .orElseThrow();
    }

    private static String path(Inbox.Mail reminder) throws Exception {
        var header = Inbox.raw(reminder).getHeader("List-Unsubscribe", null);
        return URI.create(header.substring(1, header.length() - 1)).getPath();
    }

    private boolean wantsReminders(ContactChanged person) {
        return contacts.find(person.personId()).map(Contact::reminders).orElseThrow();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        var request = request(path).POST(BodyPublishers.ofString(body));
        return HTTP.send((type == null ? request : request.header("Content-Type", type)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path));
    }

    private static Instant twoDaysAgo() {
        return Instant.now().minus(2, ChronoUnit.DAYS);
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.MINUTES);
    }
}
