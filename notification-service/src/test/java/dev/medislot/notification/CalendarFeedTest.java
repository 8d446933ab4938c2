package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class CalendarFeedTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

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
    void newAddressTakesTheOldOnesPlace() {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        assertThat(api.get("/api/v1/calendar", api.tokenOf(patient)).status()).isEqualTo(404);
        var first = create(patient);
        assertThat(api.get("/api/v1/calendar", api.tokenOf(patient)).body().path("address").asString()).endsWith(first);

        var second = create(patient);

        assertThat(api.get(first, "").status()).isEqualTo(404);
        assertThat(api.get(second, "").status()).isEqualTo(200);
        assertThat(api.get(second, "").contentType()).startsWith("text/calendar");

        assertThat(api.call("DELETE", "/api/v1/calendar", api.tokenOf(patient)).status()).isEqualTo(204);
        assertThat(api.get(second, "").status()).isEqualTo(404);
        assertThat(api.get(second, "").contentType()).startsWith("application/problem+json");
    }

    @Test
    void onlyPatientsAndDoctorsHaveOne() {
        assertThat(api.call("POST", "/api/v1/calendar", "").status()).isEqualTo(401);
        assertThat(api.call("POST", "/api/v1/calendar", api.staff()).status()).isEqualTo(403);
    }

    private String create(ContactChanged person) {
        var answer = api.call("POST", "/api/v1/calendar", api.tokenOf(person));
        assertThat(answer.status()).isEqualTo(201);
        return URI.create(answer.body().path("address").asString()).getPath();
    }

    private List<Instant> starts(String address) {
        var feed = Biweekly.parse(api.get(address, "").text()).first();
        return feed.getEvents().stream().map(event -> event.getDateStart().getValue().toInstant()).toList();
    }
}
