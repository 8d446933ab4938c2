package dev.medislot.booking.rating;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class RatingTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aCompletedVisitIsRatedOnce() {
        var doctor = clinic.doctor(CA);
        var patient = clinic.patient(CA);
        var booking = booked(doctor, patient);

        assertThat(rate(patient, booking, 5).problem()).isEqualTo("state-conflict");
        complete(booking);
        assertThat(rate(clinic.patient(CA), booking, 1).problem()).isEqualTo("not-found");
        assertThat(rate(patient, booking, 6).problem()).isEqualTo("validation");
        var rated = rate(patient, booking, 5);
        assertThat(rated.status()).isEqualTo(201);
        var again = rate(patient, booking, 4);
        assertThat(again.problem()).isEqualTo("state-conflict");
        assertThat(again.text("detail")).contains("/ratings?bookingId=" + booking);
        var shown = clinic.nobody().get("/ratings?doctorId=" + doctor).body().path("items").get(0);
        assertThat(shown.path("id").asString()).isEqualTo(rated.id());
        assertThat(shown.toString()).doesNotContain(patient.id().toString(), booking, "bookingId");
        assertThat(clinic.nobody().get("/ratings/" + rated.id()).body()).isEqualTo(shown);
    }

    @Test
    void patientsFindTheirOwnRatingByTheVisit() {
        var doctor = clinic.doctor(CA);
        var patient = clinic.patient(CA);
        var booking = booked(doctor, patient);
        complete(booking);
        var rated = rate(patient, booking, 5);
        assertThat(rated.text("bookingId")).isEqualTo(booking);
        var search = "/ratings?bookingId=" + booking;

        for (var knows : List.of(patient, clinic.staff())) {
            assertThat(knows.get(search).body().at("/items/0")).isEqualTo(rated.body());
            assertThat(knows.get("/ratings/" + rated.id()).body()).isEqualTo(rated.body());
            assertThat(knows.get("/ratings?doctorId=" + doctor).body().at("/items/0")).isEqualTo(rated.body());
        }
        for (var other : List.of(clinic.nobody(), clinic.patient(CA), clinic.login(doctor))) {
            assertThat(other.get(search).body().path("items").size()).isZero();
            assertThat(other.get("/ratings/" + rated.id()).body().has("bookingId")).isFalse();
        }
        assertThat(patient.patch("/ratings/" + rated.id(), Map.of("stars", 4)).text("bookingId")).isEqualTo(booking);
    }

    @Test
    void everyChangeIsToldAsAverageAndCount() {
        var doctor = clinic.doctor(CA);
        var one = clinic.patient(CA);
        var other = clinic.patient(CA);
        var first = booked(doctor, one);
        var second = booked(doctor, other);
        complete(first);
        complete(second);
        var rating = "/ratings/" + rate(one, first, 5).id();
        rate(other, second, 2);

        assertThat(one.patch(rating, Map.of("stars", 4), "If-Match", "\"2\"").problem()).isEqualTo("stale");
        var changed = one.patch(rating, Map.of("stars", 4), "If-Match", "\"1\"");
        assertThat(changed.text("comment")).isEqualTo("private words");
        assertThat(other.patch(rating, Map.of("stars", 1)).problem()).isEqualTo("not-found");
        assertThat(one.delete(rating).status()).isEqualTo(204);
        assertThat(one.get(rating).problem()).isEqualTo("not-found");

        try (var events = new EventLog(Topics.RATINGS)) {
            await().until(() -> events.of(doctor).size() == 4);
            assertThat(events.of(doctor).stream().map(event -> EventJson.read(event.value(), RatingsChanged.class)))
                    .extracting(RatingsChanged::version, RatingsChanged::average, RatingsChanged::count)
                    .containsExactly(tuple(1L, 5.0, 1), tuple(2L, 3.5, 2), tuple(3L, 3.0, 2), tuple(4L, 2.0, 1));
            assertThat(events.of(doctor).toString()).doesNotContain("private words");
        }
    }

    @Test
    void staffTakesARatingDownAndThePatientSeesIt() {
        var doctor = clinic.doctor(CA);
        var patient = clinic.patient(CA);
        var booking = booked(doctor, patient);
        complete(booking);
        var rating = "/ratings/" + rate(patient, booking, 1).id();
        var staff = clinic.staff();

        assertThat(clinic.login(doctor).delete(rating).problem()).isEqualTo("forbidden");
        assertThat(staff.patch(rating, Map.of("stars", 5)).problem()).isEqualTo("forbidden");
        assertThat(staff.delete(rating, "If-Match", "\"7\"").problem()).isEqualTo("stale");
        assertThat(staff.delete(rating).status()).isEqualTo(204);

        assertThat(clinic.nobody().get(rating).problem()).isEqualTo("not-found");
        assertThat(patient.get("/patients/me/access").list("items"))
                .anySatisfy(entry -> assertThat(entry.toString()).contains("withdrawRating", booking, "STAFF"));
        assertThat(rate(patient, booking, 4).status()).isEqualTo(201);
    }

    private String booked(DoctorId doctor, ApiCaller patient) {
        var start = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(30 + slots++));
        return patient.book(clinic.slot(doctor, start)).id();
    }

    private int slots;

    private void complete(String booking) {
        clock.reset();
        clock.advance(Duration.ofDays(3));
        assertThat(clinic.staff().patch("/bookings/" + booking, Map.of("status", "COMPLETED")).problem())
                .isEqualTo("ok");
        clock.reset();
    }

    private static Answer rate(ApiCaller patient, String booking, int stars) {
        return patient.post("/ratings", Map.of("bookingId", booking, "stars", stars, "comment", "private words"));
    }
}
