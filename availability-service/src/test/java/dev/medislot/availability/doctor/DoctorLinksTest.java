package dev.medislot.availability.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.AccountMailRequested.Kind;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class DoctorLinksTest {

    @Autowired
    private World world;

    private final EventLog mails = new EventLog(Topics.ACCOUNT_MAILS);

    @AfterEach
    void close() {
        mails.close();
    }

    @Test
    void aDoctorResetsTheirPassword() {
        var doctor = world.doctor();
        world.post("/passwords/reset", "", "{\"email\":\"%s\"}".formatted(doctor.email())).has(202);
        world.post("/passwords/reset", "", "{\"email\":\"%s\",\"role\":\"DOCTOR\"}".formatted(doctor.email())).has(202);
        var mail = mail(doctor.id(), Kind.RESET_PASSWORD, 1);
        assertThat(mail.token()).startsWith("a.");

        choose(mail, "a longer secret").has(204);

        choose(mail, "another secret").isInvalid("token");
        logIn("doctors", doctor.email(), "a long secret").isProblem(401, "unauthenticated");
        logIn("doctors", doctor.email(), "a longer secret").isOk();
        assertThat(mail(doctor.id(), Kind.PASSWORD_CHANGED, 1).email()).isEqualTo(doctor.email());
        assertThat(ofKind(doctor.id(), Kind.RESET_PASSWORD)).hasSize(1);
    }

    @Test
    void mailsAreAskedForInTheDoctorsLanguage() {
        var email = "spanish-" + UUID.randomUUID() + "@medislot.example";
        var id = UUID.fromString(world.post("/doctors", world.staff(), """
                {"email": "%s", "password": "a long secret", "firstName": "Inés", "lastName": "Vidal", \
                "timeZone": "America/Denver", "language": "es"}""".formatted(email)).isCreated().id());
        world.post("/passwords/reset", "", "{\"email\":\"%s\",\"role\":\"DOCTOR\"}".formatted(email)).has(202);
        world.send("PATCH", "/doctors/" + id, world.staff(), "{\"email\":\"x%s\"}".formatted(email)).isOk();

        assertThat(mail(id, Kind.CONFIRM_EMAIL, 1).language()).isEqualTo("es");
        assertThat(mail(id, Kind.RESET_PASSWORD, 1).language()).isEqualTo("es");
        assertThat(mail(id, Kind.CONFIRM_EMAIL, 2).language()).isEqualTo("es");
    }

    @Test
    void aStaffMemberResetsTheirPassword() {
        var email = UUID.randomUUID() + "@medislot.example";
        var member = "{\"email\":\"%s\",\"password\":\"another secret\"}".formatted(email);
        var id = UUID.fromString(world.post("/staff", world.staff(), member).isCreated().id());
        world.post("/passwords/reset", "", "{\"email\":\"%s\",\"role\":\"STAFF\"}".formatted(email)).has(202);

        choose(mail(id, Kind.RESET_PASSWORD, 1), "a fine secret").has(204);

        logIn("staff", email, "a fine secret").isOk();
    }

    @Test
    void aDoctorsAddressIsPendingUntilItsLinkIsOpened() {
        var doctor = world.doctor();
        var other = "x" + doctor.email();
        confirm(mail(doctor.id(), Kind.CONFIRM_EMAIL, 1)).has(204);
        var patch = "{\"email\":\"%s\"}".formatted(other);
        world.send("PATCH", doctor.path(""), doctor.token(), patch).isProblem(422, "wrong-password");
        world.send("PATCH", doctor.path(""), doctor.token(),
                "{\"email\":\"%s\",\"currentPassword\":\"no secret\"}".formatted(other))
                .isProblem(422, "wrong-password");
        var changed = world
                .send("PATCH", doctor.path(""), doctor.token(),
                        "{\"email\":\"%s\",\"currentPassword\":\"a long secret\"}".formatted(other))
                .isOk();
        assertThat(changed.text("/pendingEmail")).isEqualTo(other);
        logIn("doctors", other, "a long secret").isProblem(401, "unauthenticated");

        confirm(mail(doctor.id(), Kind.CONFIRM_EMAIL, 2)).has(204);

        logIn("doctors", other, "a long secret").isOk();
        assertThat(mail(doctor.id(), Kind.EMAIL_CHANGED, 1).email()).isEqualTo(doctor.email());
        try (var contacts = new EventLog(Topics.CONTACTS)) {
            await().untilAsserted(() -> assertThat(contacts.of(doctor.id().toString())).last()
                    .satisfies(last -> assertThat(last.as(ContactChanged.class).email()).isEqualTo(other)));
        }
    }

    @Test
    void staffIsToldOfNoPasswordButTheDoctorIsMailed() {
        var doctor = world.doctor();
        var other = "desk-" + doctor.email();
        world.send("PATCH", doctor.path(""), world.staff(),
                "{\"email\":\"%s\",\"password\":\"set by the desk\"}".formatted(other)).isOk();

        assertThat(mail(doctor.id(), Kind.PASSWORD_CHANGED, 1).email()).isEqualTo(doctor.email());
        logIn("doctors", doctor.email(), "set by the desk").isOk();
        confirm(mail(doctor.id(), Kind.CONFIRM_EMAIL, 2)).has(204);
        logIn("doctors", other, "set by the desk").isOk();
        assertThat(mail(doctor.id(), Kind.EMAIL_CHANGED, 1).email()).isEqualTo(doctor.email());
    }

    @Test
    void aPreviewSendsNoLink() {
        var doctor = world.doctor();
        world.send("PATCH", doctor.path("?preview=true"), world.staff(),
                "{\"email\":\"preview-%s\"}".formatted(doctor.email())).isOk();
        world.send("PATCH", doctor.path(""), world.staff(), "{\"email\":\"real-%s\"}".formatted(doctor.email())).isOk();

        assertThat(mail(doctor.id(), Kind.CONFIRM_EMAIL, 2).email()).startsWith("real-");
    }

    private Answer choose(AccountMailRequested mail, String password) {
        return world.post("/passwords/reset/confirm", "",
                "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(mail.token(), password));
    }

    private Answer confirm(AccountMailRequested mail) {
        return world.post("/emails/confirm", "", "{\"token\":\"%s\"}".formatted(mail.token()));
    }

    private Answer logIn(String kind, String email, String password) {
        return world.post("/" + kind + "/login", "",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private AccountMailRequested mail(UUID person, Kind kind, int number) {
        await().until(() -> ofKind(person, kind).size() >= number);
        return ofKind(person, kind).get(number - 1);
    }

    private List<AccountMailRequested> ofKind(UUID person, Kind kind) {
        return mails.of(person.toString())
                .stream()
                .map(record -> record.as(AccountMailRequested.class))
                .filter(mail -> mail.kind() == kind)
                .toList();
    }
}
