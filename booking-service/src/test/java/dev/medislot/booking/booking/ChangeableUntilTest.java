package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
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
    StoredClinic clinic;

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

    @Test
    void aNewBookingIsUndoneInsideTheCutOff() {
        var doctor = clinic.doctor(CA);
        var start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(40));
        var later = clinic.day(doctor, 2, 1).getFirst();
        var patient = clinic.patient(CA);
        var booked = patient.book(clinic.slot(doctor, start));
        var other = clinic.patient(CA);
        var moving = other.book(clinic.slot(doctor, start.plus(StoredClinic.VISIT)));

        assertThat(booked.text("changeableUntil"))
                .isEqualTo(Instant.parse(booked.text("createdAt")).plus(Duration.ofMinutes(10)).toString());
        clock.advance(Duration.ofMinutes(9));
        assertThat(other.move(moving.id(), later).problem()).isEqualTo("ok");
        assertThat(patient.cancel(booked.id()).problem()).isEqualTo("ok");
    }

    @Test
    void aMoveDoesNotBeginTheUndoPeriodAgain() {
        var doctor = clinic.doctor(CA);
        var soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(60));
        var patient = clinic.patient(CA);
        var booking = patient.book(clinic.slot(doctor, soon)).id();
        clock.advance(Duration.ofMinutes(8));
        assertThat(patient.move(booking, clinic.slot(doctor, soon.plus(StoredClinic.VISIT))).problem()).isEqualTo("ok");
        clock.advance(Duration.ofMinutes(3));

        var refused = patient.cancel(booking);

        assertThat(refused.problem()).isEqualTo("too-late");
        assertThat(refused.text("detail")).isEqualTo("A patient may move or cancel until 120 minutes before the start, "
                + "or within 10 minutes of booking until the visit starts");
        assertThat(clinic.staff().cancel(booking).problem()).isEqualTo("ok");
    }

    @Test
    void aVisitThatHasStartedIsNotUndone() {
        var start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(4));
        var patient = clinic.patient(CA);
        var booking = patient.book(clinic.slot(clinic.doctor(CA), start));

        assertThat(booking.text("changeableUntil")).isEqualTo(start.toString());
        clock.advance(Duration.between(Instant.now(), start).plus(Duration.ofSeconds(10)));
        assertThat(patient.cancel(booking.id()).problem()).isEqualTo("too-late");
    }
}
