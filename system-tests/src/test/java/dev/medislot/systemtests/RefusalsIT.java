package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every step of the main path says no in a way a client can act on. */
@ResourceLock(Medislot.LOCK)
class RefusalsIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();

    private static Person doctor;
    private static Person patient;
    private static List<Opening> openings;
    private static Answer booked;

    @BeforeAll
    static void aBookingStands() {
        doctor = CLINIC.aDoctor("America/Los_Angeles", "CA");
        patient = CLINIC.aPatient("CA");
        openings = CLINIC.openings(doctor, "CA");
        booked = CLINIC.books(patient, openings.getFirst().id()).isCreated();
    }

    private static String booking() {
        return "/api/v1/bookings/" + booked.text("id");
    }

    @Test
    void registrationsAreLookedAt() {
        var api = CLINIC.api();
        var whole = Clinic.registration(Clinic.anEmail("patient"), "CA", "America/Los_Angeles");
        refusesField(api.post("/api/v1/patients", changed(whole, "email", "no address")), "email");
        refusesField(api.post("/api/v1/patients", changed(whole, "password", "short")), "password");
        refusesField(api.post("/api/v1/patients", changed(whole, "timeZone", "Mars/Olympus")), "timeZone");
        refusesField(api.post("/api/v1/patients", changed(whole, "firstName", " ")), "firstName");
        refusesField(api.post("/api/v1/patients", changed(whole, "admin", true)), "admin");
        refusesField(
                api.post("/api/v1/patients",
                        changed(whole, "address",
                                Map.of("street", "1 Main St", "city", "Springfield", "state", "XX", "zip", "90001"))),
                "address.state");
        api.post("/api/v1/patients", "{").isProblem(400, "malformed");
        api.post("/api/v1/patients", changed(whole, "email", patient.email())).isProblem(409, "email-taken");
    }

    @Test
    void loginsDoNotTellWhoHasAnAccount() {
        for (var kind : List.of("patients", "doctors", "staff")) {
            var person = switch (kind) {
                case "patients" -> patient.email();
                case "doctors" -> doctor.email();
                default -> Medislot.STAFF_EMAIL;
            };
            var wrong = login(kind, person).isProblem(401, "unauthenticated");
            var unknown = login(kind, Clinic.anEmail("nobody")).isProblem(401, "unauthenticated");
            assertThat(wrong.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        }
    }

    private static Answer login(String kind, String email) {
        return CLINIC.api().post("/api/v1/" + kind + "/login", Map.of("email", email, "password", "not the password"));
    }

    @Test
    void whoMayDoWhatIsKept() {
        var stranger = CLINIC.aPatient("CA");
        CLINIC.api().get("/api/v1/bookings").isProblem(401, "unauthenticated");
        CLINIC.api().as("no.such.token").get("/api/v1/bookings").isProblem(401, "unauthenticated");
        CLINIC.api().post("/api/v1/bookings", Map.of("slotId", openings.get(1).id())).isProblem(401, "unauthenticated");
        doctor.api().post("/api/v1/bookings", Map.of("slotId", openings.get(1).id())).isProblem(403, "forbidden");
        patient.api()
                .post("/api/v1/bookings", Map.of("slotId", openings.get(1).id(), "patientId", stranger.id()))
                .isProblem(403, "forbidden");
        stranger.api().get(booking()).isProblem(404, "not-found");
        stranger.api().patch(booking(), Map.of("status", "CANCELLED")).isProblem(404, "not-found");
        stranger.api().get("/api/v1/patients/" + patient.id()).isProblem(404, "not-found");
        patient.api().get("/api/v1/patients").isProblem(403, "forbidden");
        patient.api()
                .post("/api/v1/staff", Map.of("email", Clinic.anEmail("s"), "password", Clinic.PASSWORD))
                .isProblem(403, "forbidden");
        assertThat(patient.api()
                .put("/api/v1/doctors/%s/working-hours".formatted(doctor.id()),
                        Map.of("timeZone", "America/Los_Angeles", "slotMinutes", 60, "week", Map.of()))
                .status()).isIn(403, 404);
    }

    @Test
    void hoursAndLicensesAreLookedAt() {
        var api = doctor.api();
        refusesField(api.post("/api/v1/doctors/me/licenses",
                Map.of("state", "ZZ", "number", "1", "validFrom", "2020-01-01")), "state");
        refusesField(
                api.post("/api/v1/doctors/me/licenses",
                        Map.of("state", "NV", "number", "1", "validFrom", "2026-02-01", "validUntil", "2026-01-01")),
                "validUntil");
        assertThat(
                api.post("/api/v1/doctors/me/licenses", Map.of("state", "CA", "number", "2", "validFrom", "2020-01-01"))
                        .status()).isEqualTo(409);
        api.post("/api/v1/doctors/me/timeslots", Map.of("start", LocalDate.now().plusDays(3) + "T10:00", "end",
                LocalDate.now().plusDays(3) + "T11:00", "recurring", false)).isProblem(409, "overlap");
        assertThat(api.put("/api/v1/doctors/me/working-hours",
                Map.of("timeZone", "America/Los_Angeles", "slotMinutes", 60, "week",
                        Map.of("MONDAY",
                                List.of(Map.of("start", "08:00", "end", "11:00"),
                                        Map.of("start", "10:00", "end", "12:00")))))
                .has(409)
                .problem()).isEqualTo("overlap");
        refusesField(api.put("/api/v1/doctors/me/working-hours",
                Map.of("timeZone", "America/Los_Angeles", "slotMinutes", 0, "week", Map.of())), "slotMinutes");
    }

    @Test
    void searchesAreLookedAt() {
        refusesField(CLINIC.api().get("/api/v1/slots?state=ZZ"), "state");
        refusesField(CLINIC.api().get("/api/v1/slots"), "state");
        refusesField(CLINIC.api().get("/api/v1/slots?state=CA&limit=201"), "limit");
        refusesField(CLINIC.api().get("/api/v1/slots?state=CA&from=yesterday"), "from");
        refusesField(CLINIC.api().get("/api/v1/slots?state=CA&timeZone=Mars"), "timeZone");
        CLINIC.api().get("/api/v1/doctors/" + UUID.randomUUID()).isProblem(404, "not-found");
        CLINIC.api().get("/api/v1/doctors/not-an-id").isProblem(404, "not-found");
    }

    @Test
    void claimsAreLookedAt() {
        var rival = CLINIC.aPatient("CA");
        var traveller = CLINIC.aPatient("NV");
        rival.api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).isProblem(409, "slot-taken");
        traveller.api().post("/api/v1/bookings", Map.of("slotId", openings.get(2).id())).isProblem(422, "not-licensed");
        rival.api()
                .post("/api/v1/bookings", Map.of("slotId", openings.get(2).id(), "patientState", "NV"))
                .isProblem(422, "not-licensed");
        refusesField(rival.api().post("/api/v1/bookings", Map.of("slotId", "nonsense")), "slotId");
        refusesField(rival.api().post("/api/v1/bookings", Map.of()), "slotId");
        refusesField(rival.api().post("/api/v1/bookings", Map.of("slotId", openings.get(2).id(), "price", 0)), "price");

        var other = CLINIC.aDoctor("America/Los_Angeles", "CA");
        var sameTime = CLINIC.openings(other, "CA").getFirst();
        assertThat(sameTime.start()).isEqualTo(openings.getFirst().start());
        CLINIC.books(patient, sameTime.id()).isProblem(409, "patient-busy");
    }

    @Test
    void changesAreLookedAt() {
        var mine = CLINIC.aPatient("CA");
        var answer = CLINIC.books(mine, openings.get(5).id()).isCreated();
        var path = "/api/v1/bookings/" + answer.text("id");
        mine.api().with("If-Match", "\"99\"").patch(path, Map.of("status", "CANCELLED")).isProblem(412, "stale");
        mine.api().patch(path, Map.of("slotId", openings.getFirst().id())).isProblem(409, "slot-taken");
        assertThat(mine.api().patch(path, Map.of("status", "COMPLETED")).status()).isIn(403, 409);
        doctor.api().patch(path, Map.of("slotId", openings.get(6).id())).isProblem(403, "forbidden");
        doctor.api().patch(path, Map.of("status", "COMPLETED")).isProblem(409, "state-conflict");
        refusesField(mine.api().patch(path, Map.of("status", "GONE")), "status");
        mine.api().patch(path, Map.of("status", "CANCELLED")).isOk();
        mine.api().patch(path, Map.of("status", "CANCELLED")).isProblem(409, "state-conflict");
        mine.api().patch(path, Map.of("slotId", openings.get(6).id())).isProblem(409, "state-conflict");
    }

    @Test
    void aRepeatedClaimGetsTheFirstAnswer() {
        var mine = CLINIC.aPatient("CA");
        var keyed = mine.api().with("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.post("/api/v1/bookings", Map.of("slotId", openings.get(7).id())).isCreated();
        var again = keyed.post("/api/v1/bookings", Map.of("slotId", openings.get(7).id())).isCreated();

        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        keyed.post("/api/v1/bookings", Map.of("slotId", openings.get(8).id())).isProblem(422, "idempotency-conflict");
        assertThat(mine.api().get("/api/v1/bookings").list("items")).hasSize(1);
    }

    @Test
    void pathsNobodyOwnsAreNotFound() {
        patient.api().get("/api/v1/nothing").isProblem(404, "not-found");
        patient.api().get("/api/v1/bookings/%s/nothing".formatted(booked.text("id"))).isProblem(404, "not-found");
        patient.api().call("PUT", "/api/v1/bookings", "{}").isProblem(405, "method-not-allowed");
        patient.api()
                .with("Content-Type", "text/plain")
                .call("POST", "/api/v1/bookings", "{}")
                .isProblem(415, "unsupported-media-type");
    }

    private static Map<String, Object> changed(Map<String, Object> whole, String field, Object value) {
        var changed = new HashMap<>(whole);
        changed.put(field, value);
        return changed;
    }

    private static void refusesField(Answer answer, String field) {
        answer.isProblem(400, "validation");
        assertThat(answer.body().path("errors")).as("%s answered %s", answer.call(), answer.text())
                .anySatisfy(error -> {
                    assertThat(error.path("field").asString()).isEqualTo(field);
                    assertThat(error.path("message").asString()).isNotBlank();
                });
    }
}
