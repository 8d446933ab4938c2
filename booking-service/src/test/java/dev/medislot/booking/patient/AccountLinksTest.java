package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.UsState;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.AccountMailRequested.Kind;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BookingTest
class AccountLinksTest {

    private static final String PASSWORD = "correct horse";

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final EventLog mails = new EventLog(Topics.ACCOUNT_MAILS);
    private final String email = UUID.randomUUID() + "@example.com";

    @AfterEach
    void close() {
        mails.close();
        clock.reset();
    }

    @Test
    void aForgottenPasswordIsReplacedByTheLinkOnce() {
        var id = register();
        assertThat(reset(email).status()).isEqualTo(202);
        var mail = mail(id, Kind.RESET_PASSWORD, 1);

        assertThat(mail.email()).isEqualTo(email);
        assertThat(mail.token()).matches("b\\.[A-Za-z0-9_-]{43}");
        assertThat(choose(mail, "password").isInvalid("newPassword").status()).isEqualTo(400);
        assertThat(choose(mail, email).isInvalid("newPassword").status()).isEqualTo(400);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(200);
        assertThat(choose(mail, "better horse").status()).isEqualTo(204);

        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(logIn(email, "better horse").status()).isEqualTo(200);
        choose(mail, "a third horse").isInvalid("token");
        assertThat(logIn(email, "better horse").status()).isEqualTo(200);
        assertThat(mail(id, Kind.PASSWORD_CHANGED, 1).email()).isEqualTo(email);
        assertThat(profile("better horse").body().path("emailConfirmed").asBoolean()).isTrue();
        assertThat(clinic.staff().get("/patients/" + id + "/access").texts("items", "operation"))
                .containsExactly("resetPassword", "confirmEmail");
    }

    @Test
    void mailsAreAskedForInThePatientsLanguage() {
        var registration = new HashMap<>(registration(email));
        registration.put("language", "es");
        var id = clinic.nobody().post("/patients", registration).isCreated().id();
        reset(email);
        me(PASSWORD).patch("/patients/me", Map.of("email", "x" + email, "currentPassword", PASSWORD)).isOk();

        assertThat(mail(id, Kind.CONFIRM_EMAIL, 1).language()).isEqualTo("es");
        assertThat(mail(id, Kind.RESET_PASSWORD, 1).language()).isEqualTo("es");
        assertThat(mail(id, Kind.CONFIRM_EMAIL, 2).language()).isEqualTo("es");
        assertThat(mail(register("english-" + email), Kind.CONFIRM_EMAIL, 1).language()).isEqualTo("en");
    }

    @Test
    void aPatientWithoutEmailGetsALoginByTwoLinks() {
        var registration = new HashMap<>(registration(email));
        registration.put("phone", "(415) 555-0100");
        registration.remove("email");
        registration.remove("password");
        var staff = clinic.staff();
        var id = staff.post("/patients", registration).isCreated().id();
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);

        assertThat(staff.patch("/patients/" + id, Map.of("email", email)).isOk().text("pendingEmail")).isEqualTo(email);
        reset(email);
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 1)).status()).isEqualTo(204);
        assertThat(contact(id, 3).email()).isEqualTo(email);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);
        reset(email);
        assertThat(choose(mail(id, Kind.RESET_PASSWORD, 1), PASSWORD).status()).isEqualTo(204);

        assertThat(logIn(email, PASSWORD).status()).isEqualTo(200);
        assertThat(ofKind(id, Kind.EMAIL_CHANGED)).as("there is no former address").isEmpty();
        assertThat(ofKind(id, Kind.RESET_PASSWORD)).as("not before the address was confirmed").hasSize(1);
    }

    @Test
    void staffRegistersAPatientWhoChoosesThePassword() {
        var registration = new HashMap<>(registration(email));
        registration.remove("password");
        var id = clinic.staff().post("/patients", registration).isCreated().id();
        clinic.staff().post("/patients", registration).isProblem(409, "email-taken");

        assertThat(mail(id, Kind.CONFIRM_EMAIL, 1).email()).isEqualTo(email);
        assertThat(logIn(email, "").status()).isEqualTo(401);
        reset(email);
        assertThat(choose(mail(id, Kind.RESET_PASSWORD, 1), PASSWORD).status()).isEqualTo(204);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aUsedLinkEndsTheOthersOfTheSamePerson() {
        var id = register();
        reset(email);
        reset(email);
        var first = mail(id, Kind.RESET_PASSWORD, 1);
        var second = mail(id, Kind.RESET_PASSWORD, 2);

        assertThat(choose(second, "better horse").status()).isEqualTo(204);
        choose(first, "a third horse").isInvalid("token");
    }

    @Test
    void anExpiredLinkIsRefused() {
        var id = register();
        reset(email);
        var mail = mail(id, Kind.RESET_PASSWORD, 1);
        assertThat(mail.expiresAt()).isEqualTo(mail.occurredAt().plus(Duration.ofMinutes(30)));

        clock.advance(Duration.ofMinutes(30));

        choose(mail, "better horse").isInvalid("token");
        clock.advance(Duration.ofDays(3));
        confirm(mail(id, Kind.CONFIRM_EMAIL, 1)).isInvalid("token");
    }

    @Test
    void anUnknownEmailGetsTheSameAnswerAndNoMail() {
        var id = register();
        var unknown = reset("nobody-" + email);
        var known = reset(email);
        mail(id, Kind.RESET_PASSWORD, 1);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text()).isEmpty();
        assertThat(mails.all()).noneMatch(mail -> String.valueOf(mail.value()).contains("nobody-" + email));
    }

    @Test
    void aStrangerCausesAtMostFiveResetMails() {
        var id = register();
        for (int i = 0; i < 7; i++) {
            reset(email);
        }
        reset("z" + email);
        mail(id, Kind.RESET_PASSWORD, 5);

        assertThat(jdbc.sql("select count(*) from account_link where person_id = :id and purpose = 'RESET_PASSWORD'")
                .param("id", UUID.fromString(id))
                .query(Integer.class)
                .single()).isEqualTo(5);
    }

    @Test
    void wrongTokensOpenNothing() {
        var id = register();
        reset(email);
        var confirmation = mail(id, Kind.CONFIRM_EMAIL, 1);
        var token = String.valueOf(confirmation.token());

        clinic.nobody()
                .post("/passwords/reset/confirm", Map.of("token", token, "newPassword", "better horse"))
                .isInvalid("token");
        clinic.nobody().post("/emails/confirm", Map.of("token", token.substring(1))).isInvalid("token");
        clinic.nobody().post("/emails/confirm", Map.of("token", "x".repeat(101))).isInvalid("token");
        clinic.nobody().post("/passwords/reset", Map.of("email", email, "role", "SYSTEM")).isInvalid("role");
        assertThat(jdbc.sql("select encode(token, 'escape') from account_link").query(String.class).list())
                .noneMatch(stored -> stored.contains(token));
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void theLinkConfirmsTheAddressOnce() {
        var id = register();
        assertThat(profile(PASSWORD).body().path("emailConfirmed").asBoolean(true)).isFalse();
        assertThat(contact(id, 1).emailConfirmed()).isFalse();
        var mail = mail(id, Kind.CONFIRM_EMAIL, 1);
        assertThat(mail.firstName()).isNull();

        assertThat(confirm(mail).status()).isEqualTo(204);

        assertThat(profile(PASSWORD).body().path("emailConfirmed").asBoolean()).isTrue();
        assertThat(contact(id, 2).emailConfirmed()).isTrue();
        confirm(mail).isInvalid("token");
    }

    @Test
    void anotherLinkIsSentOnRequest() {
        var id = register();
        assertThat(me(PASSWORD).post("/emails/confirm/resend", Map.of()).status()).isEqualTo(202);
        assertThat(clinic.nobody().post("/emails/confirm/resend", Map.of()).status()).isEqualTo(401);

        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 2)).status()).isEqualTo(204);
        me(PASSWORD).post("/emails/confirm/resend", Map.of());
        confirm(mail(id, Kind.CONFIRM_EMAIL, 1)).isInvalid("token");
        assertThat(ofKind(id, Kind.CONFIRM_EMAIL)).hasSize(2);
    }

    @Test
    void anotherAddressIsPendingUntilItsLinkIsOpened() {
        var id = register();
        var other = "other-" + email;
        var me = me(PASSWORD);

        assertThat(me.patch("/patients/me", Map.of("email", other)).problem()).isEqualTo("wrong-password");
        assertThat(me.patch("/patients/me", Map.of("email", other, "currentPassword", "wrong horse")).problem())
                .isEqualTo("wrong-password");
        var changed = me
                .patch("/patients/me", Map.of("email", other.toUpperCase(Locale.ROOT), "currentPassword", PASSWORD))
                .isOk();

        assertThat(changed.text("/email")).isEqualTo(email);
        assertThat(changed.text("/pendingEmail")).isEqualTo(other);
        assertThat(changed.body().has("currentPassword")).isFalse();
        assertThat(logIn(other, PASSWORD).status()).isEqualTo(401);
        var mail = mail(id, Kind.CONFIRM_EMAIL, 2);
        assertThat(mail.email()).isEqualTo(other);

        assertThat(confirm(mail).status()).isEqualTo(204);

        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(me.get("/patients/me").status()).isEqualTo(401);
        var after = loggedIn(other, PASSWORD).get("/patients/me").isOk();
        assertThat(after.text("/email")).isEqualTo(other);
        assertThat(after.body().path("pendingEmail").isNull()).isTrue();
        assertThat(mail(id, Kind.EMAIL_CHANGED, 1).email()).isEqualTo(email);
        assertThat(contact(id, 3).email()).isEqualTo(other);
    }

    @Test
    void anotherAddressEndsTheLinksThatCancel() {
        var id = register();
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 1)).status()).isEqualTo(204);
        var key = contact(id, 1).linkKey();
        assertThat(key).hasSize(43);
        assertThat(contact(id, 2).linkKey()).isEqualTo(key);

        clinic.staff().patch("/patients/" + id, Map.of("email", "desk-" + email)).isOk();
        assertThat(contact(id, 3).linkKey()).isEqualTo(key);
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 2)).status()).isEqualTo(204);

        assertThat(contact(id, 4).linkKey()).hasSize(43).isNotEqualTo(key);
    }

    @Test
    void anotherPasswordEndsTheLinksThatCancel() {
        var id = register();
        var key = contact(id, 1).linkKey();
        var change = Map.of("currentPassword", PASSWORD, "newPassword", "better horse");

        assertThat(me(PASSWORD).post("/patients/me/password", change).status()).isEqualTo(204);

        assertThat(contact(id, 2).linkKey()).hasSize(43).isNotEqualTo(key);
        assertThat(logIn(email, "better horse").status()).isEqualTo(200);
    }

    @Test
    void staffChangesAnAddressWithoutThePassword() {
        var id = register();
        var other = "desk-" + email;
        var changed = clinic.staff().patch("/patients/" + id, Map.of("email", other)).isOk();

        assertThat(changed.text("/email")).isEqualTo(email);
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 2)).status()).isEqualTo(204);
        assertThat(mail(id, Kind.EMAIL_CHANGED, 1).email()).isEqualTo(email);
    }

    @Test
    void anAddressThatIsTakenMeanwhileIsRefused() {
        var id = register();
        var other = "wanted-" + email;
        me(PASSWORD).patch("/patients/me", Map.of("email", other, "currentPassword", PASSWORD)).isOk();
        clinic.nobody().post("/patients", registration(other)).isCreated();

        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 2)).problem()).isEqualTo("email-taken");
        assertThat(me(PASSWORD).patch("/patients/me", Map.of("email", other, "currentPassword", PASSWORD)).problem())
                .isEqualTo("email-taken");
        assertThat(profile(PASSWORD).text("/email")).isEqualTo(email);
    }

    @Test
    void aResetLinkDiesWithItsAddress() {
        var id = register();
        reset(email);
        var reset = mail(id, Kind.RESET_PASSWORD, 1);
        me(PASSWORD).patch("/patients/me", Map.of("email", "x" + email, "currentPassword", PASSWORD)).isOk();
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 2)).status()).isEqualTo(204);

        choose(reset, "better horse").isInvalid("token");
    }

    @Test
    void aChangedPasswordIsMailed() {
        var id = register();
        var change = Map.of("currentPassword", PASSWORD, "newPassword", "better horse");
        assertThat(me(PASSWORD).post("/patients/me/password", change).status()).isEqualTo(204);

        assertThat(mail(id, Kind.PASSWORD_CHANGED, 1).email()).isEqualTo(email);
    }

    @Test
    void anUnconfirmedPatientHasOneHoldAndTwoBookings() {
        var id = register();
        var me = me(PASSWORD);
        var slots = clinic.day(clinic.doctor(UsState.CA), 3, 4);
        var others = clinic.day(clinic.doctor(UsState.CA), 4, 1);
        me.hold(slots.getFirst()).isCreated();
        var second = me.hold(others.getFirst()).isCreated();
        assertThat(me.get("/holds").texts("items", "id")).containsExactly(second.id());

        me.book(slots.get(0)).isCreated();
        me.book(slots.get(1)).isCreated();
        me.book(slots.get(2)).isProblem(422, "email-unconfirmed");
        clinic.staff().post("/bookings", Map.of("slotId", slots.get(2).toString(), "patientId", id)).isCreated();
        assertThat(confirm(mail(id, Kind.CONFIRM_EMAIL, 1)).status()).isEqualTo(204);
        me.book(slots.get(3)).isCreated();
    }

    private String register() {
        return register(email);
    }

    private String register(String address) {
        return clinic.nobody().post("/patients", registration(address)).isCreated().id();
    }

    private Answer reset(String address) {
        return clinic.nobody().post("/passwords/reset", Map.of("email", address));
    }

    private Answer choose(AccountMailRequested mail, String password) {
        return clinic.nobody()
                .post("/passwords/reset/confirm",
                        Map.of("token", String.valueOf(mail.token()), "newPassword", password));
    }

    private Answer confirm(AccountMailRequested mail) {
        return clinic.nobody().post("/emails/confirm", Map.of("token", String.valueOf(mail.token())));
    }

    private Answer logIn(String address, String password) {
        return clinic.nobody().post("/patients/login", Map.of("email", address, "password", password));
    }

    private ApiCaller me(String password) {
        return loggedIn(email, password);
    }

    private ApiCaller loggedIn(String address, String password) {
        var login = logIn(address, password).isOk();
        return new ApiCaller(UUID.fromString(login.id()), login.text("/accessToken"), clinic::address);
    }

    private Answer profile(String password) {
        return me(password).get("/patients/me").isOk();
    }

    /** The mail of that kind to the person that was asked for as the first, second and so on. */
    private AccountMailRequested mail(String person, Kind kind, int number) {
        await().until(() -> ofKind(person, kind).size() >= number);
        return ofKind(person, kind).get(number - 1);
    }

    private List<AccountMailRequested> ofKind(String person, Kind kind) {
        return mails.of(person)
                .stream()
                .map(record -> record.as(AccountMailRequested.class))
                .filter(mail -> mail.kind() == kind)
                .toList();
    }

    private ContactChanged contact(String person, int version) {
        try (var contacts = new EventLog(Topics.CONTACTS)) {
            return Objects.requireNonNull(await().until(() -> contacts.of(person)
                    .stream()
                    .map(record -> record.as(ContactChanged.class))
                    .filter(contact -> contact.version() == version)
                    .findFirst()
                    .orElse(null), Objects::nonNull));
        }
    }

    private static Map<String, Object> registration(String email) {
        return Map.of("email", email, "password", PASSWORD, "firstName", "Pat", "lastName", "Doe", "timeZone",
                "America/Los_Angeles", "address",
                Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "90001"));
    }
}
