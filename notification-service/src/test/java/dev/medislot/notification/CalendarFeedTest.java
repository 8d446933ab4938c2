package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import dev.medislot.web.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class CalendarFeedTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void feedFollowsTheBookings() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created());
        var address = create(patient);

        await().untilAsserted(() -> assertThat(starts(address)).containsExactly(START));
        topic.publish(life.movedTo(START.plusSeconds(3600)));
        await().untilAsserted(() -> assertThat(starts(address)).containsExactly(START.plusSeconds(3600)));
        topic.publish(life.cancelled());
        await().untilAsserted(() -> assertThat(starts(address)).isEmpty());

        assertThat(starts(create(doctor))).isEmpty();
    }

    @Test
    void aDoctorsFeedIsPublishedOnceForEachAddress() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created());
        var own = create(patient);
        var first = create(doctor);
        await().until(() -> starts(own).size() == 1 && starts(first).size() == 1);
        assertThat(starts(first)).hasSize(1);
        assertThat(starts(create(doctor))).hasSize(1);

        try (var accesses = new EventLog(Topics.ACCESSES)) {
            assertThat(accesses.await(patient.key(), 2)).map(event -> event.as(PatientDataRead.class))
                    .hasSize(2)
                    .allSatisfy(read -> {
                        assertThat(read.actorId()).isEqualTo(doctor.personId());
                        assertThat(read.actorRole()).isEqualTo(Role.DOCTOR);
                        assertThat(read.operation()).isEqualTo("readCalendarFeed");
                        assertThat(read.bookingId()).isEqualTo(life.id());
                        assertThat(read.change()).isFalse();
                    });
        }
    }

    @Test
    void theEntriesLinkToThePagesOfTheirReader() {
        var life = Life.of(patient, doctor, START);
        topic.publish(patient, doctor, life.created());
        var ofPatient = create(patient);
        var ofDoctor = create(doctor);

        await().until(() -> starts(ofPatient).size() == 1 && starts(ofDoctor).size() == 1);

        assertThat(links(ofPatient)).containsExactly("http://127.0.0.1:8080/appointments/" + life.id());
        assertThat(links(ofDoctor)).containsExactly("http://127.0.0.1:8080/doctor/appointments/" + life.id());
    }

    @Test
    void newAddressTakesTheOldOnesPlace() {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        assertThat(api.get("/api/v1/calendar", api.tokenOf(patient)).status()).isEqualTo(404);
        var first = create(patient);

        var second = create(patient);

        assertThat(api.get(first, "").status()).isEqualTo(404);
        assertThat(api.get(second, "").status()).isEqualTo(200);
        assertThat(api.get(second, "").contentType()).startsWith("text/calendar");

        assertThat(api.call("DELETE", "/api/v1/calendar", api.tokenOf(patient)).status()).isEqualTo(204);
        assertThat(api.get(second, "").status()).isEqualTo(404);
        assertThat(api.get(second, "").contentType()).startsWith("application/problem+json");
    }

    @Test
    void onlyTheCreationShowsTheAddress() {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        var created = api.call("POST", "/api/v1/calendar", api.tokenOf(patient)).isCreated();

        var shown = api.get("/api/v1/calendar", api.tokenOf(patient)).isOk();

        assertThat(shown.body().path("address").isNull()).isTrue();
        assertThat(shown.text("createdAt")).isEqualTo(created.text("createdAt"));
        assertThat(stored()).doesNotContain(secret(path(created)));
        assertThat(hash()).isEqualTo(sha256(secret(path(created))));
    }

    @Test
    void aSecretThatAnEarlierReleaseStoresIsHashed() {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        for (var secret : List.of("written-by-an-insert", "written-by-an-update")) {
            jdbc.sql("""
                    insert into calendar_feed (person_id, secret, created_at) values (:person, :secret, now())
                    on conflict (person_id) do update set secret = excluded.secret
                    """).param("person", patient.personId()).param("secret", secret).update();

            assertThat(stored()).doesNotContain(secret);
            assertThat(hash()).isEqualTo(sha256(secret));
            api.get("/api/v1/calendar/" + secret + ".ics", "").isOk();
        }
    }

    @Test
    void onlyPatientsAndDoctorsHaveOne() {
        assertThat(api.call("POST", "/api/v1/calendar", "").status()).isEqualTo(401);
        assertThat(api.call("POST", "/api/v1/calendar", api.staff()).status()).isEqualTo(403);
    }

    private String create(ContactChanged person) {
        var answer = api.call("POST", "/api/v1/calendar", api.tokenOf(person));
        assertThat(answer.status()).isEqualTo(201);
        return path(answer);
    }

    private static String path(Answer created) {
        return URI.create(created.text("address")).getPath();
    }

    private static String secret(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace(".ics", "");
    }

    private String stored() {
        return jdbc.sql("select calendar_feed::text from calendar_feed where person_id = ?")
                .param(patient.personId())
                .query(String.class)
                .single();
    }

    private String hash() {
        return jdbc.sql("select secret from calendar_feed where person_id = ?")
                .param(patient.personId())
                .query(String.class)
                .single();
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    private List<Instant> starts(String address) {
        return events(address).stream().map(event -> event.getDateStart().getValue().toInstant()).toList();
    }

    private List<String> links(String address) {
        return events(address).stream().map(event -> event.getUrl().getValue()).toList();
    }

    private List<VEvent> events(String address) {
        return Biweekly.parse(api.get(address, "").text()).first().getEvents();
    }
}
