package dev.medislot.booking.cancellation;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links in mails that cancel a booking without a login. */
@BookingTest
class CancelByLinkTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private DoctorId doctor = new DoctorId(UUID.randomUUID());
    private List<SlotId> slots = List.of();
    private ApiCaller patient;
    private ApiCaller reader;
    private String booking = "";
    private String token = "";

    @BeforeEach
    void aPatientHasABooking() {
        doctor = clinic.doctor(CA);
        slots = clinic.day(doctor, 3, 4);
        patient = clinic.patient(CA);
        reader = clinic.nobody();
        booking = patient.post("/bookings", Map.of("slotId", slots.getFirst().toString(), "reason", "A rash"))
                .isCreated()
                .id();
        token = clinic.cancelToken(patient, booking);
    }

    @AfterEach
    void theClockIsRight() {
        clock.reset();
    }

    @Test
    void theLinkShowsTheVisitAndNothingOfThePatient() {
        var shown = show(token).isOk();

        assertThat(shown.text("bookingId")).isEqualTo(booking);
        assertThat(shown.text("status")).isEqualTo("CONFIRMED");
        assertThat(shown.text("doctorName")).isEqualTo("Ada Wong");
        assertThat(shown.text("start")).isEqualTo(slots.getFirst().start().toString());
        assertThat(shown.text("timeZone")).isEqualTo("America/New_York");
        assertThat(shown.text("changeableUntil"))
                .isEqualTo(slots.getFirst().start().minus(Duration.ofHours(2)).toString());
        assertThat(shown.text()).doesNotContain("A rash", "Pat", patient.id().toString(), "joinUrl", "Main St");
        assertThat(patient.get("/bookings/" + booking).isOk().text("status")).isEqualTo("CONFIRMED");
    }

    @Test
    void theLinkCancelsWithoutALogin() {
        var cancelled = cancel(token).isOk();
        var again = cancel(token).isOk();

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(again.body()).isEqualTo(cancelled.body());
        assertThat(show(token).isOk().body()).isEqualTo(cancelled.body());
        var stored = patient.get("/bookings/" + booking).isOk();
        assertThat(stored.text("status")).isEqualTo("CANCELLED");
        assertThat(stored.text("version")).isEqualTo("2");
        assertThat(patient.get("/bookings/" + booking + "/history").isOk().text("items/1/actor/id"))
                .isEqualTo(patient.id().toString());
        assertThat(patient.get("/patients/me/access").isOk().texts("items", "operation"))
                .containsOnlyOnce("cancelByLink");
        clinic.patient(CA).book(slots.getFirst()).isCreated();
    }

    @Test
    void theTrailHasTheReadToo() {
        show("x").isInvalid("token");
        assertThat(trail()).doesNotContain("getCancellation");

        show(token).isOk();

        assertThat(trail()).containsOnlyOnce("getCancellation");
        assertThat(patient.get("/patients/me/access").texts("items", "actorId")).containsOnly(patient.id().toString());
    }

    @Test
    void nothingIsCancelledWithoutAnEntryInTheTrail() {
        jdbc.sql("alter table access add constraint failing check (operation <> 'cancelByLink') not valid").update();
        try {
            cancel(token).has(500);

            assertThat(patient.get("/bookings/" + booking).isOk().text("status")).isEqualTo("CONFIRMED");
        } finally {
            jdbc.sql("alter table access drop constraint failing").update();
        }
    }

    @Test
    void aTokenOpensItsOwnBookingOnly() {
        var other = patient.book(slots.get(1)).isCreated().id();
        var strangers = clinic.patient(CA);

        for (var wrong : List.of("x", clinic.cancelToken(patient, other), clinic.cancelToken(strangers, booking))) {
            show(wrong).isInvalid("token");
            cancel(wrong).isInvalid("token");
        }
        reader.get("/bookings/%s/cancellation".formatted(booking)).isInvalid("token");
        reader.get("/bookings/%s/cancellation?token=x".formatted(UUID.randomUUID())).isInvalid("token");
        assertThat(patient.get("/bookings/" + booking).isOk().text("status")).isEqualTo("CONFIRMED");
    }

    @Test
    void aLoginMakesNoDifference() {
        var stranger = clinic.patient(CA);
        stranger.get(path() + "?token=x").isInvalid("token");

        var cancelled = stranger.post(path(), Map.of("token", token, "version", 1)).isOk();

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(patient.get("/bookings/" + booking + "/history").isOk().text("items/1/actor/id"))
                .isEqualTo(patient.id().toString());
    }

    @Test
    void theCutOffBindsTheLinkToo() {
        var seconds = Duration.between(clock.instant(), slots.getFirst().start()).toSeconds();
        clock.advance(Duration.ofSeconds(seconds).minus(Duration.ofHours(1)));

        cancel(token).isProblem(422, "too-late");
        assertThat(show(token).isOk().text("status")).isEqualTo("CONFIRMED");
        assertThat(show(token).text("changeableUntil")).isNotEmpty();
        clock.advance(Duration.ofMinutes(90));
        cancel(token).isProblem(422, "too-late");
        assertThat(show(token).isOk().body().path("changeableUntil").isNull()).isTrue();
        clock.advance(Duration.ofHours(1));
        show(token).isInvalid("token");
        cancel(token).isInvalid("token");
    }

    @Test
    void theLinkFollowsAMove() {
        patient.move(booking, slots.get(2)).isOk();

        var shown = show(token).isOk();
        assertThat(shown.text("start")).isEqualTo(slots.get(2).start().toString());
        assertThat(shown.text("version")).isEqualTo("2");
        assertThat(cancel(token, 2).isOk().text("start")).isEqualTo(slots.get(2).start().toString());
        clinic.patient(CA).book(slots.get(2)).isCreated();
    }

    @Test
    void onlyTheBookingThatItsReaderSawIsCancelled() {
        var seen = show(token).isOk().body().path("version").asInt();
        clinic.staff().patch("/bookings/" + booking, Map.of("slotId", slots.get(2).toString())).isOk();

        cancel(token, seen).isProblem(412, "stale");
        assertThat(patient.get("/bookings/" + booking).isOk().text("status")).isEqualTo("CONFIRMED");
        reader.post(path(), Map.of("token", token)).isInvalid("version");
        cancel(token, seen + 1).isOk();
        assertThat(cancel(token, seen).isOk().text("status")).isEqualTo("CANCELLED");
    }

    @Test
    void aClosedVisitEndsTheLink() {
        clock.advance(Duration.between(clock.instant(), slots.getFirst().start()).plus(Duration.ofMinutes(5)));
        clinic.login(doctor).patch("/bookings/" + booking, Map.of("status", "NO_SHOW")).isOk();

        show(token).isInvalid("token");
        cancel(token).isInvalid("token");
    }

    @Test
    void theGuardianCancelsForADependent() {
        var mia = patient
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        var hers = patient.post("/bookings", Map.of("slotId", slots.get(1).toString(), "patientId", mia))
                .isCreated()
                .id();
        booking = hers;

        assertThat(cancel(clinic.cancelToken(patient, hers)).isOk().text("status")).isEqualTo("CANCELLED");
        assertThat(patient.get("/bookings/" + hers + "/history").isOk().text("items/1/actor/id"))
                .isEqualTo(patient.id().toString());
        assertThat(patient.get("/patients/" + mia + "/access").isOk().texts("items", "operation"))
                .contains("cancelByLink");
    }

    @Test
    void anErasedPatientsLinkIsDead() {
        clinic.staff().send("DELETE", "/patients/" + patient.id(), Map.of()).has(204);

        show(token).isInvalid("token");
        cancel(token).isInvalid("token");
    }

    private List<String> trail() {
        return patient.get("/patients/me/access").isOk().texts("items", "operation");
    }

    private String path() {
        return "/bookings/" + booking + "/cancellation";
    }

    private Answer show(String secret) {
        return reader.get(path() + "?token=" + secret);
    }

    private Answer cancel(String secret) {
        return cancel(secret, 1);
    }

    private Answer cancel(String secret, int version) {
        return reader.post(path(), Map.of("token", secret, "version", version));
    }
}
