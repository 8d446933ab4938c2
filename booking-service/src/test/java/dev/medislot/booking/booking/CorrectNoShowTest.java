package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.OR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class CorrectNoShowTest {

    private static final Map<String, String> COMPLETED = Map.of("status", "COMPLETED");
    private static final Map<String, String> NO_SHOW = Map.of("status", "NO_SHOW");

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    private DoctorId doctor;
    private ApiCaller patient;
    private String id;
    private String booking;

    @BeforeEach
    void aVisitThatIsOver() {
        doctor = clinic.doctor(OR);
        patient = clinic.patient(OR);
        id = patient.book(clinic.day(doctor, 1, 1).getFirst()).id();
        booking = "/bookings/" + id;
        clock.advance(Duration.ofDays(2));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void staffCorrectsANoShowAndBack() {
        clinic.login(doctor).patch(booking, NO_SHOW);

        var corrected = clinic.staff().patch(booking, COMPLETED, "If-Match", "\"2\"");

        assertThat(corrected.text("status")).isEqualTo("COMPLETED");
        assertThat(corrected.header("ETag")).contains("\"3\"");
        assertThat(clinic.staff().patch(booking, NO_SHOW, "If-Match", "\"2\"").problem()).isEqualTo("stale");
        assertThat(clinic.staff().patch(booking, NO_SHOW).text("status")).isEqualTo("NO_SHOW");
        assertThat(clinic.staff().patch(booking, NO_SHOW).problem()).isEqualTo("state-conflict");
        assertThat(patient.get(booking + "/history").texts("items", "change")).containsExactly("CREATED", "NO_SHOW",
                "COMPLETED", "NO_SHOW");
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> events.of(id).size() == 4);
            assertThat(events.of(id).get(2).type()).isEqualTo("BookingUpdated");
            assertThat(events.of(id).get(2).value()).contains("\"status\":\"COMPLETED\"", "\"previousSlot\":null");
        }
    }

    @Test
    void aDoctorCorrectsOnlyForTwoDays() {
        var end = Instant.parse(patient.get(booking).text("end"));
        clock.advance(Duration.between(clock.instant(), end.plus(Duration.ofHours(47))));
        clinic.login(doctor).patch(booking, NO_SHOW);
        assertThat(clinic.login(doctor).patch(booking, COMPLETED).text("status")).isEqualTo("COMPLETED");
        clock.advance(Duration.ofHours(1));
        assertThat(clinic.login(doctor).patch(booking, NO_SHOW).problem()).isEqualTo("state-conflict");
    }

    @Test
    void laterOnlyStaffCorrects() {
        clock.advance(Duration.ofDays(2));
        clinic.staff().patch(booking, NO_SHOW);

        assertThat(clinic.login(doctor).patch(booking, COMPLETED).problem()).isEqualTo("state-conflict");
        assertThat(patient.patch(booking, COMPLETED).problem()).isEqualTo("forbidden");
        assertThat(clinic.staff().patch(booking, Map.of("status", "CONFIRMED")).problem()).isEqualTo("state-conflict");
        assertThat(clinic.staff().cancel(id).problem()).isEqualTo("state-conflict");
        assertThat(patient.get(booking).text("status")).isEqualTo("NO_SHOW");
    }

    @Test
    void aCorrectedVisitIsRatedAndARatedVisitStays() {
        clinic.staff().patch(booking, NO_SHOW);
        var rating = Map.of("bookingId", id, "stars", 3);
        assertThat(patient.post("/ratings", rating).problem()).isEqualTo("state-conflict");
        clinic.staff().patch(booking, COMPLETED);
        var rated = patient.post("/ratings", rating);

        var refused = clinic.staff().patch(booking, NO_SHOW);

        assertThat(rated.status()).isEqualTo(201);
        assertThat(refused.problem()).isEqualTo("state-conflict");
        assertThat(refused.text("detail")).isEqualTo("The patient has rated the visit, so it is not a no-show");
        assertThat(patient.delete("/ratings/" + rated.id()).status()).isEqualTo(204);
        assertThat(clinic.staff().patch(booking, NO_SHOW).problem()).isEqualTo("ok");
    }
}
