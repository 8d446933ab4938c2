package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Parts of the infrastructure go away while patients book, and come back. */
@ResourceLock(Medislot.LOCK)
class OutageIT {

    private static final Duration GAP = Duration.ofSeconds(12);

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @AfterEach
    void everythingIsBack() {
        medislot.infrastructure().startKafka();
        medislot.infrastructure().startRedis();
        medislot.infrastructure().startSmtp();
    }

    @Test
    void aBookingMadeWithoutKafkaIsToldWhenItIsBack() {
        var doctor = clinic.aDoctor("America/Chicago", "TX");
        var patient = clinic.aPatient("TX");
        var opening = knownOpening(doctor, "TX");

        medislot.infrastructure().stopKafka();
        var stopped = Instant.now();
        var booked = patient.api().post("/api/v1/bookings", Map.of("slotId", opening.id())).isCreated();
        var moved = patient.api()
                .patch("/api/v1/bookings/" + booked.text("id"),
                        Map.of("slotId", clinic.openingsNow(doctor, "TX").get(1).id()))
                .isOk();
        clinic.aPatient("TX")
                .api()
                .post("/api/v1/bookings", Map.of("slotId", moved.text("slotId")))
                .isProblem(409, "slot-taken");
        await().pollInterval(Duration.ofMillis(500))
                .atMost(GAP.plusSeconds(30))
                .until(() -> Duration.between(stopped, Instant.now()).compareTo(GAP) > 0);
        medislot.processes().forEach(ServiceProcess::awaitReady);
        assertThat(medislot.mails().to(patient)).isEmpty();
        var before = medislot.mails().to(doctor).size();
        medislot.infrastructure().startKafka();

        assertThat(medislot.events().ofBooking(booked.text("id"), 2)).extracting(EventRecord::type)
                .containsExactly("BookingCreated", "BookingUpdated");
        assertThat(medislot.mails().to(patient, 2)).hasSize(2);
        assertThat(medislot.mails().to(doctor, before + 2)).hasSize(before + 2);
        await("no longer listed").until(() -> !clinic.isListed(doctor, "TX", moved.text("slotId"))
                && clinic.isListed(doctor, "TX", opening.id()));
    }

    @Test
    void bookingsGoOnWithoutRedis() throws Exception {
        var doctor = clinic.aDoctor("America/Phoenix", "AZ");
        var openings = clinic.openings(doctor, "AZ");
        clinic.books(clinic.aPatient("AZ"), openings.getLast().id()).isCreated();

        medislot.infrastructure().stopRedis();
        oneWinnerEach(openings.get(0).id(), openings.get(1).id());
        medislot.infrastructure().startRedis();
        medislot.infrastructure().pauseRedis();
        try {
            oneWinnerEach(openings.get(2).id(), openings.get(3).id());
        } finally {
            medislot.infrastructure().resumeRedis();
        }
        oneWinnerEach(openings.get(4).id(), openings.get(5).id());
    }

    private void oneWinnerEach(String... slots) throws Exception {
        var patients = Calls
                .atOnce(Stream.<Callable<Person>>generate(() -> () -> clinic.aPatient("AZ")).limit(8).toList());
        for (var slot : slots) {
            var before = Instant.now();
            var answers = Calls.atOnce(patients.stream()
                    .<Callable<Answer>>map(
                            patient -> () -> patient.api().post("/api/v1/bookings", Map.of("slotId", slot)))
                    .toList());
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> answer.isProblem(409, "slot-taken"));
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void mailsWaitForTheMailServer() {
        var doctor = clinic.aDoctor("America/Boise", "ID");
        var patient = clinic.aPatient("ID");
        var opening = clinic.openings(doctor, "ID").getFirst();

        medislot.infrastructure().stopSmtp();
        var booked = clinic.books(patient, opening.id()).isCreated();
        await("the mail is tried").until(() -> medislot.staff()
                .api()
                .get("/api/v1/notifications?bookingId=%s".formatted(booked.text("id")))
                .isOk()
                .list("items")
                .stream()
                .anyMatch(mail -> mail.path("attempts").asInt() > 0));
        medislot.infrastructure().startSmtp();

        assertThat(medislot.mails().to(patient, 1)).hasSize(1);
        assertThat(medislot.mails().to(doctor, 1)).hasSize(1);
    }

    /** One that the booking service is known to know. */
    private Opening knownOpening(Person doctor, String state) {
        var openings = clinic.openings(doctor, state);
        var probe = clinic.aPatient(state);
        var booked = clinic.books(probe, openings.getFirst().id()).isCreated();
        probe.api().patch("/api/v1/bookings/" + booked.text("id"), Map.of("status", "CANCELLED")).isOk();
        medislot.mails().to(doctor, 2);
        await("listed again").until(() -> clinic.isListed(doctor, state, openings.getFirst().id()));
        return openings.getFirst();
    }
}
