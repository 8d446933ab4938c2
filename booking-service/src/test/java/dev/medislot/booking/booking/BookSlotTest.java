package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class BookSlotTest {

    @Autowired
    StoredClinic clinic;

    @Test
    void aBookingIsAnsweredInFullAndTold() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);

        var booked = patient.post("/bookings", Map.of("slotId", slot.toString(), "reason", "a secret rash"));

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.header("ETag")).contains("\"1\"");
        assertThat(booked.header("Location")).contains("/api/v1/bookings/" + booked.id());
        assertThat(booked.text("doctorName")).isEqualTo("Ada Wong");
        assertThat(booked.text("patientName")).isEqualTo("Pat Doe");
        assertThat(booked.text("slotId")).isEqualTo(slot.toString());
        assertThat(patient.get("/bookings/" + booked.id()).body()).isEqualTo(booked.body());
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> !events.of(booked.id()).isEmpty());
            var event = events.of(booked.id()).getFirst();
            assertThat(event.type()).isEqualTo("BookingCreated");
            assertThat(event.value()).contains("\"version\":1", slot.toString()).doesNotContain("rash", "Pat", "Doe");
        }
    }

    @Test
    void oneOfManyRivalsGetsTheSlot() throws Exception {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var rivals = clinic.patients(200, CA);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(rivals.stream().map(rival -> bookingOf(rival, slot)).toList());

            assertThat(answers).extracting(Future::get)
                    .extracting(Answer::problem)
                    .containsOnly("ok", "slot-taken")
                    .containsOnlyOnce("ok");
        }
    }

    @Test
    void aPatientIsAtOneVisitAtATime() {
        var one = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var sameTime = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(one).id();

        var busy = patient.book(sameTime);
        assertThat(busy.problem()).isEqualTo("patient-busy");
        assertThat(busy.text("detail")).isEqualTo("Move or cancel booking %s first", booking);
        assertThat(busy.text("bookingId")).isEqualTo(booking);
        var again = patient.book(one);
        assertThat(again.problem()).isEqualTo("patient-busy");
        assertThat(again.text("detail")).contains("already", booking).doesNotContain("cancel");
        assertThat(patient.hold(one).text("bookingId")).isEqualTo(booking);
        assertThat(clinic.patient(CA).book(one).problem()).isEqualTo("slot-taken");
    }

    @Test
    void backToBackSlotsDoNotCollide() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);

        assertThat(patient.book(slots.get(0)).status()).isEqualTo(201);
        assertThat(patient.book(slots.get(1)).status()).isEqualTo(201);
    }

    @Test
    void overlappingSlotsOfADoctorCollide() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var halfPast = clinic.slot(doctor, slot.start().plus(Duration.ofMinutes(30)));
        clinic.patient(CA).book(slot);

        assertThat(clinic.patient(CA).book(halfPast).problem()).isEqualTo("slot-taken");
    }

    @Test
    void aDoctorWithoutLicenseThereIsRefused() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);

        assertThat(clinic.patient(NV).book(slots.get(0)).problem()).isEqualTo("not-licensed");
        assertThat(clinic.patient(CA)
                .post("/bookings", Map.of("slotId", slots.get(0).toString(), "patientState", "NV"))
                .problem()).isEqualTo("not-licensed");
        assertThat(clinic.patient(NV)
                .post("/bookings", Map.of("slotId", slots.get(1).toString(), "patientState", "CA"))
                .status()).isEqualTo(201);
    }

    @Test
    void whatIsPastOrNotOfferedIsRefused() {
        var doctor = clinic.doctor(CA);
        var lastHour = clinic.slot(doctor, Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1)));
        var unpublished = new SlotId(doctor, clinic.day(doctor, 3, 1).getFirst().start().plus(Duration.ofHours(5)));
        var patient = clinic.patient(CA);

        assertThat(patient.book(lastHour).problem()).isEqualTo("slot-in-past");
        assertThat(patient.book(unpublished).problem()).isEqualTo("not-found");
        assertThat(patient.book("nonsense").problem()).isEqualTo("validation");
        assertThat(patient.post("/bookings", Map.of()).problem()).isEqualTo("validation");
        assertThat(patient.post("/bookings", Map.of("slot", "x")).body().toString()).contains("\"field\":\"slot\"");
    }

    @Test
    void staffBooksForAPatientAndDoctorsDoNot() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var forPatient = Map.of("slotId", slot.toString(), "patientId", patient.id().toString());

        assertThat(clinic.nobody().book(slot).problem()).isEqualTo("unauthenticated");
        assertThat(clinic.login(doctor).post("/bookings", forPatient).problem()).isEqualTo("forbidden");
        assertThat(clinic.patient(CA).post("/bookings", forPatient).problem()).isEqualTo("forbidden");
        assertThat(clinic.staff().book(slot).problem()).isEqualTo("validation");
        assertThat(clinic.staff().post("/bookings", forPatient).text("patientId")).isEqualTo(patient.id().toString());
    }

    private static Callable<Answer> bookingOf(ApiCaller rival, SlotId slot) {
        return () -> rival.book(slot);
    }
}
