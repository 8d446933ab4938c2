package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.sql.DriverManager;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A service that is killed in the worst moment loses nothing and repeats nothing. */
@ResourceLock(Medislot.LOCK)
class CrashIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void aBookingOutlivesTheKillOfItsService() throws Exception {
        var doctor = clinic.aDoctor("America/Anchorage", "AK");
        var patient = clinic.aPatient("AK");
        var openings = clinic.openings(doctor, "AK");
        clinic.books(patient, openings.getLast().id()).isCreated();
        var unlucky = clinic.aPatient("AK");
        var before = keyed(unlucky);
        var after = keyed(patient);

        var booked = after.post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).isCreated();
        killInTheMiddleOf(unlucky, () -> before.post("/api/v1/bookings", Map.of("slotId", openings.get(1).id())));
        patient.api().get("/api/v1/bookings").isProblem(503, "unavailable");
        clinic.api().get("/api/v1/slots?state=AK").isOk();
        medislot.booking().crashAndStart();

        patient.api().get(booked.header("Location").orElseThrow()).isOk();
        var event = medislot.events().ofBooking(booked.text("id"), 1).getFirst();
        assertThat(event.type()).isEqualTo("BookingCreated");
        medislot.mails().to(patient, 2);
        medislot.mails().to(doctor, 2);
        // published again if the crash came before the acknowledgement, but with the same id
        assertThat(medislot.events().ofBooking(booked.text("id"))).extracting(each -> each.headers().get("ce_id"))
                .containsOnly(event.headers().get("ce_id"));
        assertThat(medislot.mails().to(patient)).hasSize(2);
        assertThat(medislot.mails().to(doctor)).hasSize(2);

        var repeated = after.post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).isCreated();
        assertThat(repeated.header("Idempotent-Replayed")).contains("true");
        assertThat(repeated.text()).isEqualTo(booked.text());
        var fresh = before.post("/api/v1/bookings", Map.of("slotId", openings.get(1).id())).isCreated();
        assertThat(fresh.header("Idempotent-Replayed")).isEmpty();
        assertThat(before.post("/api/v1/bookings", Map.of("slotId", openings.get(1).id())).isCreated().text())
                .isEqualTo(fresh.text());
        assertThat(patient.api().get("/api/v1/bookings").list("items")).hasSize(2);
        assertThat(unlucky.api().get("/api/v1/bookings").list("items")).hasSize(1);
    }

    private static Api keyed(Person patient) {
        return patient.api().with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Kills the booking service while it carries out a claim of that patient, before the commit. */
    private void killInTheMiddleOf(Person patient, Supplier<Answer> claim) throws Exception {
        var infrastructure = medislot.infrastructure();
        try (var database = DriverManager.getConnection(infrastructure.jdbcUrl("booking"), infrastructure.username(),
                infrastructure.password());
                var statement = database.createStatement();
                var thread = Executors.newSingleThreadExecutor()) {
            database.setAutoCommit(false);
            statement.execute("select from patient where id = '%s' for update".formatted(patient.id()));
            var unanswered = thread.submit(claim::get);
            await("the claim holds its key and waits for the patient").until(() -> {
                try (var waiting = statement.executeQuery("""
                        select 1 from pg_locks waits join pg_locks key using (pid)
                        where not waits.granted and key.granted and key.locktype = 'advisory'
                        """)) {
                    return waiting.next();
                }
            });
            medislot.booking().crash();
            assertThat(unanswered.get().status()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void aMailOutlivesTheKillOfItsService() {
        var doctor = clinic.aDoctor("Pacific/Honolulu", "HI");
        var patient = clinic.aPatient("HI");
        var openings = clinic.openings(doctor, "HI");

        medislot.notification().crash();
        clinic.books(patient, openings.getFirst().id()).isCreated();
        medislot.notification().crashAndStart();

        assertThat(medislot.mails().to(patient, 1)).hasSize(1);
        assertThat(medislot.mails().to(doctor, 1)).hasSize(1);
    }
}
