package dev.medislot.booking.claim;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@BookingTest
@TestPropertySource(properties = { "medislot.max-live-bookings=2", "medislot.minimum-notice=3h" })
class LimitsTest {

    @Autowired
    StoredClinic clinic;

    @Test
    void aPatientHasOnlySoManyBookingsAhead() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 6);
        var patient = clinic.patient(CA);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads
                    .invokeAll(slots.stream().<Callable<Answer>>map(slot -> () -> patient.book(slot)).toList());
            for (var answer : answers) {
                assertThat(answer.get().problem()).isIn("ok", "too-many-bookings");
            }
        }

        var booked = patient.get("/bookings").body().path("items");
        assertThat(booked.size()).isEqualTo(2);
        patient.cancel(booked.get(0).path("id").asString());
        assertThat(slots.stream().anyMatch(slot -> patient.book(slot).problem().equals("ok"))).isTrue();
        assertThat(slots.stream().anyMatch(slot -> bookedByStaff(patient, slot.toString()).status() == 201)).isTrue();
    }

    @Test
    void aPatientBooksWithNoticeAndStaffWithout() {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var tooSoon = clinic.slot(clinic.doctor(CA), now.plus(Duration.ofMinutes(179)));
        var soonEnough = clinic.slot(clinic.doctor(CA), now.plus(Duration.ofMinutes(182)));
        var patient = clinic.patient(CA);

        var refused = patient.book(tooSoon);
        assertThat(refused.problem()).isEqualTo("too-late");
        assertThat(refused.text("detail")).contains("180 minutes");
        assertThat(patient.hold(tooSoon).problem()).isEqualTo("too-late");
        assertThat(bookedByStaff(clinic.patient(CA), tooSoon.toString()).problem()).isEqualTo("ok");
        assertThat(patient.book(soonEnough).problem()).isEqualTo("ok");
    }

    private Answer bookedByStaff(ApiCaller patient, String slot) {
        return clinic.staff().post("/bookings", Map.of("slotId", slot, "patientId", patient.id().toString()));
    }
}
