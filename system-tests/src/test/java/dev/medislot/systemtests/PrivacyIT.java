package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Private data does not leave its service. */
@ResourceLock(Medislot.LOCK)
class PrivacyIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void nobodysNameOrReasonIsInAnEventOrALog() {
        var doctor = clinic.aDoctor("America/Chicago", "IL");
        var patient = clinic.aPatient("IL");
        var openings = clinic.openings(doctor, "IL");
        var booked = clinic.books(patient, openings.getFirst().id()).isCreated();
        clinic.aPatient("IL").api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).has(409);
        patient.api()
                .patch("/api/v1/bookings/" + booked.text("id"),
                        Map.of("status", "CANCELLED", "cancellationReason", "Elbow itches no more"))
                .isOk();
        medislot.mails().to(patient, 2);
        refusedOfEveryKind(patient, doctor);

        var secrets = new String[] { patient.email(), "Quillfeather", "Itching elbow", "Elbow itches", Clinic.PASSWORD,
                "eyJraWQi", "eyJhbGci", "eyJ0eXAi" };
        assertThat(medislot.events().topics()).contains(Events.BOOKINGS, "medislot.contacts.v1")
                .filteredOn(topic -> !topic.startsWith("medislot.contacts"))
                .filteredOn(topic -> !topic.startsWith("medislot.account-mails"))
                .allSatisfy(topic -> assertThat(medislot.events().on(topic)).allSatisfy(
                        event -> assertThat(event.key() + event.headers() + event.value()).doesNotContain(secrets)
                                .doesNotContain(doctor.email())));
        assertThat(medislot.events().on("medislot.contacts.v1")).filteredOn(event -> event.value() != null)
                .anySatisfy(event -> assertThat(event.value()).contains(patient.email()))
                .allSatisfy(event -> assertThat(event.value()).doesNotContain("elbow", Clinic.PASSWORD));
        assertThat(medislot.events().on("medislot.account-mails.v1")).isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.value()).doesNotContain("elbow", "Quillfeather", Clinic.PASSWORD));
        assertThat(medislot.processes()).allSatisfy(
                process -> assertThat(process.log()).doesNotContain(secrets).doesNotContain(doctor.email()));
        assertThat(medislot.infrastructure().postgresLog()).doesNotContain(secrets)
                .doesNotContain(doctor.email(), "DETAIL");
        assertThat(medislot.infrastructure().kafkaLog()).isNotEmpty()
                .doesNotContain(secrets)
                .doesNotContain(doctor.email());
        assertThat(medislot.infrastructure().redisLog()).isNotEmpty()
                .doesNotContain(secrets)
                .doesNotContain(doctor.email());
    }

    @Test
    void theSecretOfALinkIsInTheMailAlone() {
        var doctor = clinic.aDoctor("America/Chicago", "IL");
        var patient = medislot.aConfirmedPatient("IL");
        medislot.mails().awaitWelcome(patient.email());
        var booking = clinic.books(patient, clinic.openings(doctor, "IL").getFirst().id()).isCreated().id();
        var link = medislot.mails().link(patient.email(), "Appointment confirmed");
        var token = link.substring(link.indexOf('=') + 1);
        var path = "/api/v1/bookings/%s/cancellation".formatted(booking);

        clinic.api().get(link).isOk();
        clinic.api().get(path + "?token=" + token).isOk();
        clinic.api().get("/api/v1/bookings/%s/cancellation?token=%s".formatted(doctor.id(), token)).isInvalid("token");
        clinic.api().post(path, Map.of("token", token, "version", 1)).isOk();
        clinic.api().post(path, Map.of("token", token + token + token, "version", 1)).isInvalid("token");

        assertThat(link).startsWith("/appointments/" + booking);
        assertThat(token).hasSize(43);
        var key = medislot.events()
                .on("medislot.contacts.v1")
                .stream()
                .map(event -> String.valueOf(event.value()))
                .filter(value -> value.contains(patient.email()))
                .map(value -> value.replaceAll("(?s).*\"linkKey\"\\s*:\\s*\"([^\"]+)\".*", "$1"))
                .findFirst()
                .orElseThrow();
        assertThat(key).hasSize(43);
        assertThat(medislot.events().topics()).filteredOn(topic -> !topic.startsWith("medislot.contacts"))
                .allSatisfy(topic -> assertThat(medislot.events().on(topic))
                        .noneMatch(event -> String.valueOf(event.value()).contains(token))
                        .noneMatch(event -> String.valueOf(event.value()).contains(key)));
        assertThat(medislot.processes()).allSatisfy(process -> assertThat(process.log()).doesNotContain(token, key));
        assertThat(medislot.infrastructure().postgresLog()).doesNotContain(token, key);
        var mails = "/api/v1/notifications?bookingId=" + booking;
        assertThat(medislot.staff().api().get(mails).isOk().text()).contains("Cancel without").doesNotContain(token);
    }

    @Test
    void readsOfMailsAreInThePatientsTrail() {
        var doctor = clinic.aDoctor("America/Chicago", "IL");
        var patient = clinic.aPatient("IL");
        var booking = clinic.books(patient, clinic.openings(doctor, "IL").getFirst().id()).isCreated().id();
        var mails = "/api/v1/notifications?bookingId=" + booking;
        var staff = medislot.staff().api();
        for (var reader : List.of(staff, doctor.api(), patient.api())) {
            await().until(() -> !reader.get(mails).isOk().list("items").isEmpty());
        }

        var reads = await().until(() -> patient.api()
                .get("/api/v1/patients/me/access")
                .isOk()
                .list("items")
                .stream()
                .filter(entry -> entry.path("operation").asString().equals("listMails"))
                .toList(), found -> found.size() >= 2);
        assertThat(reads).extracting(entry -> entry.path("actorRole").asString()).containsOnly("STAFF", "DOCTOR");
        assertThat(reads).extracting(entry -> entry.path("bookingId").asString()).containsOnly(booking);
    }

    /** Sends refused requests, each with the address of the patient or the doctor. */
    private void refusedOfEveryKind(Person patient, Person doctor) {
        var other = clinic.aPatient("IL").api();
        other.patch("/api/v1/patients/me", Map.of("email", patient.email(), "currentPassword", Clinic.PASSWORD))
                .isProblem(409, "email-taken");
        other.patch("/api/v1/patients/me", Map.of("email", patient.email())).isProblem(422, "wrong-password");
        other.patch("/api/v1/patients/me", Map.of("email", patient.email() + "@")).isProblem(400, "validation");
        other.patch("/api/v1/patients/" + patient.id(), Map.of("email", patient.email())).isProblem(404, "not-found");
        other.get("/api/v1/patients?email=" + patient.email()).isProblem(403, "forbidden");
        clinic.aDoctor("America/Chicago", "IL")
                .api()
                .patch("/api/v1/doctors/me", Map.of("email", doctor.email(), "currentPassword", Clinic.PASSWORD))
                .isProblem(409, "email-taken");
        for (var account : List.of(patient, doctor)) {
            var path = account == patient ? "/api/v1/patients" : "/api/v1/doctors";
            var login = Map.of("email", account.email(), "password", "not the password");
            clinic.api().post(path + "/login", login).isProblem(401, "unauthenticated");
            clinic.api().post(path, login).isProblem(400, "validation");
        }
        medislot.staff()
                .api()
                .post("/api/v1/staff", Map.of("email", Medislot.STAFF_EMAIL, "password", Clinic.PASSWORD))
                .isProblem(409, "email-taken");
        refusedBeforeTheBodyIsUsed(patient);
        var login = Map.of("email", patient.email(), "password", "not the password");
        assertThat(Stream.generate(() -> clinic.api().post("/api/v1/patients/login", login)).limit(30))
                .anySatisfy(answer -> answer.isProblem(429, "too-many-requests"));
    }

    private void refusedBeforeTheBodyIsUsed(Person patient) {
        var email = Map.of("email", patient.email(), "currentPassword", Clinic.PASSWORD);
        patient.api().with("If-Match", "\"99\"").patch("/api/v1/patients/me", email).isProblem(412, "stale");
        var api = clinic.api();
        for (var path : List.of("/api/v1/patients", "/api/v1/patients/login")) {
            api.with("Accept", "text/html").post(path, email).isProblem(406, "not-acceptable");
            api.with("Content-Type", "text/plain").post(path, email).isProblem(415, "unsupported-media-type");
            api.post(path, Map.of("email", patient.email(), "password", "long ".repeat(100_000)))
                    .isProblem(413, "payload-too-large");
            api.post(path, "{\"email\": \"%s\", ".formatted(patient.email())).isProblem(400, "malformed");
            api.post(path, "{\"email\": %s}".formatted(patient.email())).isProblem(400, "malformed");
        }
    }
}
