package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The links that people get by mail, from the mail to the page that they open. */
@ResourceLock(Medislot.LOCK)
class AccountIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();

    @Test
    void aPatientConfirmsResetsAndBooks() {
        var api = CLINIC.api();
        var email = Clinic.anEmail("forgetful");
        api.post("/api/v1/patients", Clinic.registration(email, "CA", "America/Los_Angeles")).isCreated();

        var confirmation = Map.of("token", MEDISLOT.mails().token(email, "Confirm your email address"));
        api.post("/api/v1/emails/confirm", confirmation).has(204);
        api.post("/api/v1/emails/confirm", confirmation).isInvalid("token");

        api.post("/api/v1/passwords/reset", Map.of("email", email)).has(202);
        var reset = Map.of("token", MEDISLOT.mails().token(email, "Choose a new password"), "newPassword",
                "staple battery horse");
        api.post("/api/v1/passwords/reset/confirm", reset).has(204);
        api.post("/api/v1/passwords/reset/confirm", reset).isInvalid("token");

        api.post("/api/v1/patients/login", Map.of("email", email, "password", Clinic.PASSWORD)).has(401);
        var login = api.post("/api/v1/patients/login", Map.of("email", email, "password", "staple battery horse"))
                .isOk();
        var patient = new Person(login.text("id"), email, "staple battery horse", "Petra", "Quillfeather",
                api.as(login.text("accessToken")));
        assertThat(patient.api().get("/api/v1/patients/me").isOk().body().path("emailConfirmed").asBoolean()).isTrue();
        var doctor = CLINIC.aDoctor("America/Los_Angeles", "CA");
        CLINIC.books(patient, CLINIC.openings(doctor, "CA").getFirst().id()).isCreated();
        assertThat(MEDISLOT.mails().to(patient, 1)).hasSize(1);
    }

    @Test
    void aDoctorMovesToAnotherAddress() {
        var doctor = CLINIC.aDoctorWithoutHours("America/Los_Angeles");
        var other = Clinic.anEmail("moved");
        var patch = Map.of("email", other, "currentPassword", Clinic.PASSWORD);
        assertThat(doctor.api().patch("/api/v1/doctors/me", patch).isOk().text("pendingEmail")).isEqualTo(other);

        var token = MEDISLOT.mails().token(other, "Confirm your email address");
        CLINIC.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);

        var login = Map.of("email", other, "password", Clinic.PASSWORD);
        CLINIC.api().post("/api/v1/doctors/login", login).isOk();
    }

    @Test
    void nothingSecretIsLogged() {
        var email = Clinic.anEmail("quiet");
        CLINIC.api().post("/api/v1/patients", Clinic.registration(email, "CA", "America/Los_Angeles")).isCreated();
        CLINIC.api().post("/api/v1/passwords/reset", Map.of("email", email)).has(202);
        var token = MEDISLOT.mails().token(email, "Choose a new password");
        CLINIC.api().post("/api/v1/passwords/reset/confirm", Map.of("token", token, "newPassword", "password"));

        assertThat(MEDISLOT.processes())
                .allSatisfy(process -> assertThat(process.log()).doesNotContain(token, email, token.substring(2)));
    }
}
