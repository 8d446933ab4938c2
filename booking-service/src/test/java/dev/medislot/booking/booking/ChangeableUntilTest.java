package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.Clinic;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class ChangeableUntilTest {

    @Autowired
    Clinic clinic;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void everyAnswerSaysUntilWhenThePatientMayChange() {
        var doctor = clinic.doctor(CA);
        var slots = clinic.day(doctor, 2, 2);
        var patient = clinic.patient(CA);
        var until = slots.get(0).start().minus(Duration.ofHours(2)).toString();
        var booked = patient.book(slots.get(0));

        assertThat(booked.text("changeableUntil")).isEqualTo(until);
        assertThat(patient.get("/bookings").texts("items", "changeableUntil")).containsExactly(until);
        assertThat(clinic.login(doctor).get("/bookings/" + booked.id()).text("changeableUntil")).isEqualTo(until);
        assertThat(patient.move(booked.id(), slots.get(1)).text("changeableUntil"))
                .isEqualTo(slots.get(0).start().minus(Duration.ofHours(1)).toString());
    }

    @Test
    void aClosedOrStartedVisitIsNotChangeable() {
        var slots = clinic.day(clinic.doctor(CA), 1, 2);
        var patient = clinic.patient(CA);
        var cancelled = patient.book(slots.get(0)).id();
        var started = patient.book(slots.get(1)).id();

        assertThat(patient.cancel(cancelled).body().path("changeableUntil").isNull()).isTrue();
        clock.advance(Duration.between(Instant.now(), slots.get(1).start()).plus(Duration.ofMinutes(5)));
        assertThat(patient.get("/bookings/" + started).text("status")).isEqualTo("CONFIRMED");
        assertThat(patient.get("/bookings/" + started).body().path("changeableUntil").isNull()).isTrue();
    }

    @Test
    void theInstantItselfIsTheLastToCancelAt() {
        var start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(190));
        var slot = clinic.slot(clinic.doctor(CA), start);
        var patient = clinic.patient(CA);
        var booking = patient.book(slot);
        var until = Instant.parse(booking.text("changeableUntil"));

        clock.advance(Duration.between(Instant.now(), until).plus(Duration.ofSeconds(1)));

        assertThat(patient.cancel(booking.id()).problem()).isEqualTo("too-late");
        assertThat(patient.get("/bookings/" + booking.id()).text("changeableUntil")).isEqualTo(until.toString());
        clock.reset();
        clock.advance(Duration.between(Instant.now(), until).minus(Duration.ofSeconds(30)));
        assertThat(patient.patch("/bookings/" + booking.id(), Map.of("status", "CANCELLED")).problem()).isEqualTo("ok");
    }
}
