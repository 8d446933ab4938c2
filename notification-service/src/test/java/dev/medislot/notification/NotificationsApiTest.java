package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.infra.Infrastructure;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class NotificationsApiTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");
    private Life life = Life.of(patient, doctor, START);

    @Test
    void recipientsReadTheirOwnMails() {
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        Inbox.await(doctor.email(), 1);

        var mails = await().until(() -> list("?bookingId=" + life.id() + "&status=SENT", api.tokenOf(patient)),
                found -> found.size() == 1);
        var mail = mails.get(0);
        assertThat(mail.path("to").asString()).isEqualTo(patient.email());
        assertThat(mail.path("kind").asString()).isEqualTo("BOOKING_CREATED");
        assertThat(mail.path("attempts").asInt()).isEqualTo(1);
        assertThat(mail.path("body").asString()).contains("9:00 AM");
        assertThat(mail.path("sentAt").asString()).isNotEmpty();

        var path = "/api/v1/notifications/" + mail.path("id").asString();
        assertThat(api.get(path, api.tokenOf(patient)).body()).isEqualTo(mail);
        assertThat(api.get(path, api.staff()).status()).isEqualTo(200);
        assertThat(api.get(path, api.tokenOf(doctor)).status()).isEqualTo(404);
        assertThat(api.get(path, "").status()).isEqualTo(401);
        assertThat(list("?bookingId=" + life.id(), api.staff())).hasSize(2);
    }

    @Test
    void pagesFollowOneAnother() {
        topic.publish(patient, doctor, life.created(), life.movedTo(START.plusSeconds(86_400)), life.cancelled());
        Inbox.await(patient.email(), 3);

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get("/api/v1/notifications?limit=3" + cursor, api.tokenOf(patient)).body();
            page.path("items").forEach(mail -> seen.add(mail.path("kind").asString()));
            cursor = page.path("next").isString() ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrder("BOOKING_CANCELLED", "BOOKING_MOVED", "BOOKING_CREATED", "WELCOME");
    }

    @Test
    void unreadableInputIsRefusedWithItsField() {
        var answer = api.get("/api/v1/notifications?status=LOST", api.staff());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("status");
        assertThat(api.get("/api/v1/notifications?cursor=x", api.staff()).status()).isEqualTo(400);
        assertThat(api.get("/api/v1/notifications?limit=0", api.staff()).status()).isEqualTo(400);
    }

    @Test
    void refusedMailIsFailedUntilStaffSendsItAgain() {
        Inbox.assumeThatItRefuses();
        var unreachable = People.withEmail(patient, "refuse-550@" + UUID.randomUUID() + ".example");
        topic.publish(unreachable, doctor, life.created());
        var failed = awaitStatus("FAILED");
        assertThat(failed.path("failure").asString()).contains("550");

        topic.publish(People.withEmail(unreachable, patient.email()));
        await().untilAsserted(() -> {
            resend(failed);
            assertThat(Inbox.of(patient.email())).isNotEmpty();
        });
        assertThat(awaitStatus("SENT").path("id")).isEqualTo(failed.path("id"));
    }

    @Test
    void deferredMailIsTriedAgain() {
        Inbox.assumeThatItRefuses();
        var deferring = People.withEmail(patient, "defer-451@" + UUID.randomUUID() + ".example");
        topic.publish(deferring, doctor, life.created());
        await().until(() -> awaitStatus("PENDING").path("attempts").asInt() > 1);

        topic.publish(People.withEmail(deferring, patient.email()));

        Inbox.await(patient.email(), 1);
    }

    @Test
    void aMailBeingSentHasTheNewAddressNextTime() throws Exception {
        Inbox.assumeThatItRefuses();
        var deferring = People.withEmail(patient, "defer-451@" + UUID.randomUUID() + ".example");
        topic.publish(deferring, doctor, life.created());
        await().until(() -> awaitStatus("PENDING").path("attempts").asInt() > 1);

        try (var sender = dataSource.getConnection();
                var statement = sender.createStatement()) {
            sender.setAutoCommit(false);
            statement.execute("select id from notification for update");
            topic.publish(People.withEmail(deferring, patient.email()));
            await().until(() -> contacts.find(patient.personId())
                    .filter(contact -> contact.email().equals(patient.email()))
                    .isPresent());
        }

        Inbox.await(patient.email(), 1);
    }

    @Test
    void whatStaffSendsAgainIsTriedAsLongAsANewMail() {
        Inbox.assumeThatItRefuses();
        topic.publish(patient, doctor, life.created());
        var mail = awaitStatus("SENT");
        var deferring = People.withEmail(patient, "defer-451@" + UUID.randomUUID() + ".example");
        topic.publish(deferring);
        await().until(
                () -> contacts.find(patient.personId()).map(Contact::email).equals(Optional.of(deferring.email())));
        jdbc.sql("update notification set created_at = created_at - interval '4 days' where booking_id = ?")
                .param(life.id())
                .update();

        resend(mail);

        await().until(() -> awaitStatus("PENDING").path("attempts").asInt() > 1);
        jdbc.sql("update notification set resent_at = resent_at - interval '4 days' where booking_id = ?")
                .param(life.id())
                .update();
        assertThat(awaitStatus("FAILED").path("failure").asString()).contains("Deferred too long", "451");
    }

    @Test
    void onlyStaffSendsAgain() {
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        var mail = awaitStatus("SENT");
        var path = "/api/v1/notifications/" + mail.path("id").asString() + "/resend";

        assertThat(api.call("POST", path, api.tokenOf(patient)).status()).isEqualTo(403);
        assertThat(api.call("POST", path, "").status()).isEqualTo(401);
        assertThat(api.call("POST", "/api/v1/notifications/" + UUID.randomUUID() + "/resend", api.staff()).status())
                .isEqualTo(404);
        assertThat(api.call("POST", path, api.staff()).status()).isEqualTo(202);
        assertThat(Inbox.await(patient.email(), 2)).extracting(Inbox.Mail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void onlyWhatStillHoldsIsSentAgain() {
        topic.publish(patient, doctor, life.created(), life.cancelled());
        Inbox.await(patient.email(), 2);
        var mails = await().until(() -> list("?bookingId=" + life.id() + "&status=SENT", api.tokenOf(patient)),
                found -> found.size() == 2);
        var cancellation = mails.get(0);
        var confirmation = mails.get(1);

        var refused = resend(confirmation);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).isEqualTo("urn:medislot:problem:state-conflict");
        assertThat(refused.body().path("detail").asString()).contains("version 1", "version 2", "CANCELLED");
        assertThat(find(confirmation)).isEqualTo(confirmation);
        assertThat(resend(cancellation).status()).isEqualTo(202);
        assertThat(Inbox.await(patient.email(), 3)).extracting(Inbox.Mail::subject)
                .filteredOn(subject -> subject.contains("cancelled"))
                .hasSize(2);
    }

    @Test
    void confirmationStillHoldsWhenOnlyTheStateChanged() {
        topic.publish(patient, doctor, life.created(), life.relocated());
        await().until(() -> version() == 2);
        var confirmation = awaitStatus("SENT");

        assertThat(resend(confirmation).status()).isEqualTo(202);

        topic.publish(life.movedTo(START.plusSeconds(86_400)), life.movedTo(START));
        await().until(() -> version() == 4);
        assertThat(resend(confirmation).status()).as("moved twice since").isEqualTo(409);
    }

    @Test
    void aMailWithAnotherModeIsNotSentAgain() {
        topic.publish(patient, doctor, life.created());
        var confirmation = awaitStatus("SENT");
        // of a change that was read so late that no mail was stored for it
        topic.publish(life.at(Instant.now().minus(Duration.ofDays(30))).ofType(UUID.randomUUID(), VisitMode.PHONE));
        await().until(() -> version() == 2);

        assertThat(resend(confirmation).status()).isEqualTo(409);
    }

    @Test
    void reminderIsSentAgainOnlyWhileTheVisitIsAhead() {
        var reminder = awaitReminder();
        jdbc.sql("update booking set starts_at = now(), ends_at = now() + interval '1h' where id = ?")
                .param(life.id())
                .update();
        assertThat(resend(reminder).body().path("detail").asString()).contains("no longer upcoming");

        topic.publish(life.cancelled());
        await().until(() -> version() == 2);
        assertThat(resend(reminder).body().path("detail").asString()).contains("CANCELLED");
        assertThat(find(reminder)).isEqualTo(reminder);
    }

    @Test
    void aReminderStillHoldsWhenOnlyTheStateChanged() {
        var reminder = awaitReminder();
        topic.publish(life.relocated());
        await().until(() -> version() == 2);

        assertThat(resend(reminder).status()).isEqualTo(202);
        await().until(() -> find(reminder).path("status").asString().equals("SENT"));
    }

    @Test
    void aNewPlaceIsSentAgainOnlyAheadOfTheVisit() {
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        topic.publish(new ContactChanged(doctor.personId(), 2, Instant.now(), Role.DOCTOR, "Dana", "Reyes",
                doctor.email(), doctor.timeZone(), true, null, null, null, null, "https://video.example/2", null));
        var mail = await().until(() -> list("?status=SENT", api.tokenOf(patient)).valueStream()
                .filter(sent -> sent.path("kind").asString().equals("PLACE_CHANGED"))
                .findFirst(), Optional::isPresent).orElseThrow();
        assertThat(resend(mail).status()).isEqualTo(202);
        Inbox.await(patient.email(), 3);

        jdbc.sql("update booking set starts_at = now(), ends_at = now() + interval '1h' where id = ?")
                .param(life.id())
                .update();

        await().untilAsserted(
                () -> assertThat(resend(mail).body().path("detail").asString()).contains("no longer upcoming"));
    }

    @Test
    void aReminderStaleBeforeItsResendStaysSent() {
        var reminder = awaitReminder();
        Infrastructure.shared().stopSmtp();
        try {
            assertThat(resend(reminder).status()).isEqualTo(202);
            assertThat(find(reminder).path("status").asString()).isEqualTo("PENDING");
            topic.publish(life.cancelled());
            await().until(() -> version() == 2);
        } finally {
            Infrastructure.shared().startSmtp();
        }

        var kept = await().until(() -> find(reminder), found -> !found.path("status").asString().equals("PENDING"));
        assertThat(kept.path("status").asString()).isEqualTo("SENT");
        assertThat(kept.path("failure").asString()).contains("Not sent again");
        for (var field : List.of("sentAt", "to", "subject", "body")) {
            assertThat(kept.path(field)).isEqualTo(reminder.path(field));
        }
    }

    private JsonNode awaitReminder() {
        var soon = Life.of(patient, doctor, Instant.now().plus(Duration.ofHours(20)).truncatedTo(ChronoUnit.MINUTES))
                .at(Instant.now().minus(Duration.ofDays(2)));
        life = soon;
        topic.publish(patient, doctor, soon.created());
        return await().until(() -> list("?status=SENT", api.tokenOf(patient)).valueStream()
                .filter(mail -> mail.path("kind").asString().equals("REMINDER_24H"))
                .findFirst(), Optional::isPresent).orElseThrow();
    }

    private int version() {
        return jdbc.sql("select version from booking where id = ?")
                .param(life.id())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private JsonNode find(JsonNode mail) {
        return api.get("/api/v1/notifications/" + mail.path("id").asString(), api.staff()).body();
    }

    private Answer resend(JsonNode mail) {
        return api.call("POST", "/api/v1/notifications/" + mail.path("id").asString() + "/resend", api.staff());
    }

    private JsonNode awaitStatus(String status) {
        var query = "?bookingId=" + life.id() + "&status=" + status;
        return await().until(() -> first(list(query, api.tokenOf(patient))), found -> found != null);
    }

    private static @Nullable JsonNode first(JsonNode items) {
        return items.isEmpty() ? null : items.get(0);
    }

    private JsonNode list(String query, String token) {
        return api.get("/api/v1/notifications" + query, token).body().path("items");
    }
}
