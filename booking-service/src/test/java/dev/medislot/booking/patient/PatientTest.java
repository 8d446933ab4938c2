package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@BookingTest
class PatientTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    JdbcClient jdbc;

    @Test
    void registeredPatientsLogInAndHaveAContactEvent() {
        var email = "Pat-" + UUID.randomUUID() + "@Example.com";
        var nobody = clinic.nobody();

        var registered = nobody.post("/patients", registration(email));
        var login = nobody.post("/patients/login", Map.of("email", email, "password", "correct horse"));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().has("password")).isFalse();
        assertThat(registered.text("email")).isEqualTo(email.toLowerCase(Locale.ROOT));
        assertThat(login.text("id")).isEqualTo(registered.id());
        assertThat(login.text("role")).isEqualTo("PATIENT");
        var me = new ApiCaller(UUID.fromString(login.id()), login.text("accessToken"), clinic::address);
        assertThat(me.get("/patients/me").body()).isEqualTo(registered.body());
        try (var contacts = new EventLog(Topics.CONTACTS)) {
            await().until(() -> !contacts.of(login.id()).isEmpty());
            assertThat(contacts.of(login.id()).getFirst().value()).contains("\"timeZone\":\"America/Los_Angeles\"")
                    .doesNotContain("Main");
        }
    }

    @Test
    void oneEmailBelongsToOnePatient() {
        var email = UUID.randomUUID() + "@example.com";
        clinic.nobody().post("/patients", registration(email));

        assertThat(clinic.nobody().post("/patients", registration(email.toUpperCase(Locale.ROOT))).problem())
                .isEqualTo("email-taken");
        assertThat(changedByStaff(email).problem()).isEqualTo("email-taken");
    }

    @Test
    void aTakenAddressIsNotInTheDatabasesLog() {
        var email = UUID.randomUUID() + "@example.com";
        clinic.nobody().post("/patients", registration(email)).isCreated();
        clinic.nobody().post("/patients", registration(email)).isProblem(409, "email-taken");
        clinic.staff()
                .patch("/patients/" + clinic.patient(UsState.CA).id(), Map.of("email", email))
                .isProblem(409, "email-taken");

        assertThat(Infrastructure.shared().postgresLog()).doesNotContain(email, "patient_email");
    }

    @Test
    void callersAreCheckedBeforeTheirInput() {
        var mine = clinic.patient(UsState.CA);
        var other = clinic.patient(UsState.CA);
        for (var body : List.<Map<String, ?>>of(Map.of(), Map.of("newPassword", 7), Map.of("planet", "Mars"))) {
            other.post("/patients/" + mine.id() + "/password", body).isProblem(404, "not-found");
            other.patch("/patients/" + mine.id(), body).isProblem(404, "not-found");
            clinic.staff().post("/patients/" + mine.id() + "/password", body).isProblem(403, "forbidden");
            clinic.staff().post("/ratings", body).isProblem(403, "forbidden");
            mine.post("/patients/me/password", body).isProblem(400, "validation");
        }
        for (var path : List.of("/patients", "/bookings/at-risk", "/desk/day")) {
            mine.get(path + "?limit=x&colour=red").isProblem(403, "forbidden");
        }
    }

    @Test
    void namesHaveNoLinksAndNothingInvisible() {
        var mine = clinic.patient(UsState.CA);
        for (var name : List.of("Your refund waits: http://evil.example/login", "WWW.evil.example", "\u2800", "\u3164",
                "A\u202eda", "\ud800", "a@b", "12")) {
            mine.patch("/patients/me", Map.of("firstName", name)).isInvalid("firstName");
            var registration = new HashMap<String, Object>(registration(UUID.randomUUID() + "@example.com"));
            registration.put("lastName", name);
            clinic.nobody().post("/patients", registration).isInvalid("lastName");
        }
    }

    @Test
    void addressesThatMailsCannotReachAreRefused() {
        for (var email : List.of("\"<script>\"@example.com", "a@localhost", "a@[127.0.0.1]", "a@example\u3002com")) {
            clinic.nobody().post("/patients", registration(email)).isInvalid("email");
            clinic.patient(UsState.CA).patch("/patients/me", Map.of("email", email)).isInvalid("email");
        }
    }

    @Test
    void composedAndDecomposedAddressesAreOneAccount() {
        var name = UUID.randomUUID() + "@example.com";
        clinic.nobody().post("/patients", registration("zo\u00e9-" + name)).isCreated();
        clinic.nobody().post("/patients", registration("zoe\u0301-" + name)).isProblem(409, "email-taken");
        login("ZOE\u0301-" + name, "correct horse").isOk();
    }

    @Test
    void storedNameOlderThanItsRuleStays() {
        var mine = clinic.patient(UsState.CA);
        jdbc.sql("update patient set last_name = 'www.old.example', email = ? where id = ?")
                .params(mine.id() + "@localhost", mine.id())
                .update();

        mine.patch("/patients/me", Map.of("firstName", "Ada")).isOk();
        mine.patch("/patients/me", Map.of("lastName", "www.old.example")).isInvalid("lastName");
    }

    @Test
    void blanksAroundAnEmailDoNotCount() {
        var email = UUID.randomUUID() + "@example.com";

        var registered = clinic.nobody().post("/patients", registration("\u00a0" + email + "\u200b\t"));

        assertThat(registered.text("email")).isEqualTo(email);
        assertThat(clinic.nobody().post("/patients", registration("\n" + email + "\ufeff")).problem())
                .isEqualTo("email-taken");
        assertThat(login("\u2060" + email + " ", "correct horse").status()).isEqualTo(200);
        assertThat(login(email, "correct horse ").status()).isEqualTo(401);
        assertThat(changedByStaff(email + "\u202f").problem()).isEqualTo("email-taken");
        assertThat(changedByStaff(" \u200bnew-" + email + "\u00a0").text("pendingEmail")).isEqualTo("new-" + email);
        var found = clinic.staff().get("/patients?email=%C2%A0" + email.replace("@", "%40") + "%E2%80%8B%20");
        assertThat(found.body().at("/items/0/id").asString()).isEqualTo(registered.id());
    }

    /** Staff's change of another patient's email address. */
    private Answer changedByStaff(String email) {
        return clinic.staff().patch("/patients/" + clinic.patient(UsState.CA).id(), Map.of("email", email));
    }

    @Test
    void blanksAroundNamesAndPlacesAreNotStored() {
        var registration = new HashMap<String, Object>(registration(UUID.randomUUID() + "@example.com"));
        registration.put("firstName", "\u00a0Ana María\u200b");
        registration.put("timeZone", "America/Denver ");
        registration.put("address",
                Map.of("street", " 1  Main St\t", "city", "\u3000Town", "state", "CA", "zip", "90001\u00a0"));

        var patient = clinic.nobody().post("/patients", registration);

        assertThat(patient.text("firstName")).isEqualTo("Ana María");
        assertThat(patient.text("timeZone")).isEqualTo("America/Denver");
        assertThat(patient.body().path("address").toString())
                .isEqualTo("{\"street\":\"1  Main St\",\"city\":\"Town\",\"state\":\"CA\",\"zip\":\"90001\"}");
        registration.put("lastName", "\u200b\u00a0");
        assertThat(clinic.nobody().post("/patients", registration).body().at("/errors/0/field").asString())
                .isEqualTo("lastName");
    }

    @Test
    void aTelephoneNumberIsStoredInOneForm() {
        var registration = new HashMap<String, Object>(registration(UUID.randomUUID() + "@example.com"));
        registration.put("phone", "(787) 555-0100 x1234");
        var id = clinic.nobody().post("/patients", registration).id();
        var staff = clinic.staff();

        assertThat(staff.get("/patients/" + id).text("phone")).isEqualTo("+17875550100;ext=1234");
        assertThat(staff.patch("/patients/" + id, Map.of("phone", "+44 20 7946 0958")).text("phone"))
                .isEqualTo("+442079460958");
        var refused = staff.patch("/patients/" + id, Map.of("phone", "12345", "lastName", ""));
        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("phone", "lastName");
        registration.put("phone", "ask my mother");
        assertThat(clinic.nobody().post("/patients", registration).body().at("/errors/0/field").asString())
                .isEqualTo("phone");
        assertThat(staff.patch("/patients/" + id, nullPhone()).body().path("phone").isNull()).isTrue();
    }

    private static Map<String, Object> nullPhone() {
        var patch = new HashMap<String, Object>();
        patch.put("phone", null);
        return patch;
    }

    @Test
    void aNumberOfOldStaysUntilItIsChanged() {
        var patient = clinic.patient(UsState.CA);
        jdbc.sql("update patient set phone = '12345' where id = :id").param("id", patient.id()).update();

        assertThat(patient.get("/patients/me").text("phone")).isEqualTo("12345");
        assertThat(patient.patch("/patients/me", Map.of()).header("ETag")).contains("\"1\"");
        var changed = patient.patch("/patients/me", Map.of("firstName", "Robin"));
        assertThat(changed.text("firstName")).isEqualTo("Robin");
        assertThat(changed.text("phone")).isEqualTo("12345");
        assertThat(patient.patch("/patients/me", Map.of("phone", "415.555.0100")).text("phone"))
                .isEqualTo("+14155550100");
    }

    @Test
    void wrongPasswordAndUnknownEmailLookAlike() {
        var email = UUID.randomUUID() + "@example.com";
        clinic.nobody().post("/patients", registration(email));

        var wrong = clinic.nobody().post("/patients/login", Map.of("email", email, "password", "wrong horse"));
        var unknown = clinic.nobody().post("/patients/login", Map.of("email", "x" + email, "password", "wrong horse"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.withoutRequestId()).isEqualTo(wrong.withoutRequestId());
    }

    @Test
    void aPatientChangesTheirOwnPassword() {
        var email = UUID.randomUUID() + "@example.com";
        var id = clinic.nobody().post("/patients", registration(email)).id();
        var token = login(email, "correct horse").text("accessToken");
        var patient = new ApiCaller(UUID.fromString(id), token, clinic::address);
        var change = Map.of("currentPassword", "correct horse", "newPassword", "better horse");

        var wrong = patient.post("/patients/me/password",
                Map.of("currentPassword", "wrong horse", "newPassword", "better horse"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.problem()).isEqualTo("wrong-password");
        assertThat(patient.post("/patients/me/password",
                Map.of("currentPassword", "correct horse", "newPassword", "tz7-".repeat(51))).problem())
                        .isEqualTo("validation");
        assertThat(clinic.patient(UsState.CA).post("/patients/" + id + "/password", change).problem())
                .isEqualTo("not-found");
        assertThat(clinic.staff().post("/patients/" + id + "/password", change).problem()).isEqualTo("forbidden");
        assertThat(patient.post("/patients/me/password", change).status()).isEqualTo(204);

        assertThat(login(email, "correct horse").status()).isEqualTo(401);
        assertThat(login(email, "better horse").status()).isEqualTo(200);
        assertThat(patient.get("/patients/me").status()).as("the session ended").isEqualTo(401);
        assertThat(clinic.staff().get("/patients/" + id + "/access").texts("items", "operation"))
                .containsExactly("changePatientPassword");
    }

    @Test
    void guessablePasswordsAreRefused() {
        var email = "ada.byron." + UUID.randomUUID() + "@example.com";
        for (var password : List.of("password", "12345678", "aaaaaaaa", "        ", "medislot", email, "pat-doe-pat",
                "tz7-".repeat(51))) {
            var registration = new HashMap<String, Object>(registration(email));
            registration.put("password", password);
            registration.put("firstName", "Pat Doe");
            registration.put("lastName", "Pat");

            var refused = clinic.nobody().post("/patients", registration);

            assertThat(refused.body().at("/errors/0/field").asString()).as(password).isEqualTo("password");
        }
        clinic.nobody().post("/patients", registration(email));
        var patient = new ApiCaller(UUID.randomUUID(), login(email, "correct horse").text("accessToken"),
                clinic::address);
        var change = Map.of("currentPassword", "correct horse", "newPassword", email);
        assertThat(patient.post("/patients/me/password", change).body().at("/errors/0/field").asString())
                .isEqualTo("newPassword");
        assertThat(login(email, "x".repeat(201)).problem()).isEqualTo("validation");
    }

    @Test
    void aLoginReplacesAnOldHash() {
        var email = UUID.randomUUID() + "@example.com";
        clinic.nobody().post("/patients", registration(email));
        var old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct horse");
        jdbc.sql("update patient set password = :old where email = :email")
                .param("old", old)
                .param("email", email)
                .update();

        assertThat(login(email, "wrong horse").status()).isEqualTo(401);
        assertThat(passwordOf(email)).isEqualTo(old);
        assertThat(login(email, "correct horse").status()).isEqualTo(200);
        assertThat(passwordOf(email)).startsWith("{argon2}");
        assertThat(login(email, "correct horse").status()).isEqualTo(200);
    }

    private String passwordOf(String email) {
        return jdbc.sql("select password from patient where email = :email")
                .param("email", email)
                .query(String.class)
                .single();
    }

    private Answer login(String email, String password) {
        return clinic.nobody().post("/patients/login", Map.of("email", email, "password", password));
    }

    @Test
    void eachFieldThatIsWrongIsNamed() {
        var registration = new HashMap<String, Object>(registration("not an email"));
        registration.put("password", "short");
        registration.put("timeZone", "Mars/Olympus");
        registration.put("address", Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "x"));

        var refused = clinic.nobody().post("/patients", registration);

        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("email", "password", "timeZone", "address.zip");
    }

    @Test
    void aProfileIsPatchedFieldByField() {
        var patient = clinic.patient(UsState.CA);

        var changed = patient.patch("/patients/me",
                Map.of("firstName", "Robin", "address", Map.of("city", "Fresno"), "reminders", false));

        assertThat(changed.text("firstName")).isEqualTo("Robin");
        assertThat(changed.body().path("address").path("city").asString()).isEqualTo("Fresno");
        assertThat(changed.body().path("address").path("state").asString()).isEqualTo("CA");
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(patient.patch("/patients/me", Map.of("lastName", "X"), "If-Match", "\"1\"").problem())
                .isEqualTo("stale");
        assertThat(patient.patch("/patients/me", Map.of("password", "something")).problem()).isEqualTo("validation");
        assertThat(clinic.patient(UsState.CA).get("/patients/" + patient.id()).problem()).isEqualTo("not-found");
        assertThat(clinic.staff().get("/patients/" + patient.id()).text("firstName")).isEqualTo("Robin");
        assertThat(patient.get("/patients").problem()).isEqualTo("forbidden");
        assertThat(clinic.staff().get("/patients?limit=1").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void aMoveToAnotherStateNamesTheBookingsItStrands() {
        var leftBehind = clinic.doctor(UsState.CA);
        var both = clinic.doctor(UsState.CA, UsState.NV);
        var there = clinic.doctor(UsState.NV);
        var patient = clinic.patient(UsState.CA);
        var stranded = patient.book(clinic.day(leftBehind, 5, 1).getFirst()).id();
        patient.book(clinic.day(both, 6, 1).getFirst());
        var free = clinic.day(there, 5, 1).getFirst();

        var changed = patient.patch("/patients/me", Map.of("address", Map.of("state", "NV")));

        var affected = changed.body().path("affectedBookings");
        assertThat(affected.valueStream().map(each -> each.path("booking").path("id").asString()))
                .containsExactly(stranded);
        assertThat(affected.get(0).path("proposals").valueStream().map(each -> each.path("slotId").asString()))
                .contains(free.toString());
        assertThat(clinic.staff()
                .get("/bookings/at-risk?limit=200")
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("booking").path("id").asString())).contains(stranded);
        assertThat(patient.get("/bookings/at-risk").problem()).isEqualTo("forbidden");
        assertThat(patient.move(stranded, free).problem()).isEqualTo("ok");
    }

    @Test
    void aLicenseThatEndsPutsItsBookingsAtRisk() {
        var doctor = clinic.doctor(UsState.CA, UsState.NV);
        var patient = clinic.patient(UsState.NV);
        var booking = patient.book(clinic.day(doctor, 7, 1).getFirst()).id();

        clinic.license(doctor, Set.of(UsState.CA));

        assertThat(atRisk("NOT_LICENSED")).contains(booking);
        assertThat(atRisk("NOT_OFFERED")).doesNotContain(booking);
    }

    @Test
    void aBookingKeptOutsideTheHoursIsAtRisk() {
        var doctor = clinic.doctor(UsState.CA);
        var patient = clinic.patient(UsState.CA);
        var slot = clinic.day(doctor, 8, 1).getFirst();
        var kept = patient.book(slot).id();
        var free = clinic.day(clinic.doctor(UsState.CA), 8, 1).getFirst();
        assertThat(atRisk("NOT_OFFERED")).doesNotContain(kept);

        clinic.close(doctor);

        var item = clinic.staff()
                .get("/bookings/at-risk?limit=200")
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("booking").path("id").asString().equals(kept))
                .findFirst()
                .orElseThrow();
        assertThat(item.path("why").asString()).isEqualTo("NOT_OFFERED");
        assertThat(item.path("proposals").valueStream().map(each -> each.path("slotId").asString()))
                .contains(free.toString());
        assertThat(atRisk("NOT_LICENSED")).doesNotContain(kept);
        clinic.slots(doctor, Duration.ofMinutes(30), List.of(slot.start()));
        clinic.license(doctor, Set.of(UsState.CA));
        assertThat(atRisk("NOT_OFFERED")).as("a shorter slot is another one").contains(kept);
        clinic.close(doctor);
        clinic.slot(doctor, slot.start());
        clinic.license(doctor, Set.of(UsState.CA));
        assertThat(atRisk("NOT_OFFERED")).doesNotContain(kept);
    }

    @Test
    void bookingsAtRiskAreListedByDoctor() {
        var doctor = clinic.doctor(UsState.CA);
        var other = clinic.doctor(UsState.CA);
        var patient = clinic.patient(UsState.CA);
        var kept = patient.book(clinic.day(doctor, 11, 1).getFirst()).id();
        var later = patient.book(clinic.day(doctor, 13, 1).getFirst()).id();
        patient.book(clinic.day(other, 12, 1).getFirst());
        clinic.close(doctor);
        clinic.close(other);

        var path = "/bookings/at-risk?limit=1&doctorId=" + doctor;
        var first = clinic.staff().get(path).body();
        var second = clinic.staff().get(path + "&cursor=" + first.path("next").asString()).body();

        assertThat(first.at("/items/0/booking/id").asString()).isEqualTo(kept);
        assertThat(second.at("/items/0/booking/id").asString()).isEqualTo(later);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(clinic.staff().get("/bookings/at-risk?doctorId=" + UUID.randomUUID()).body().path("items").size())
                .isZero();
    }

    @Test
    void aDayThatWasNeverPublishedPutsNothingAtRisk() {
        var doctor = clinic.doctor(UsState.CA);
        var patient = clinic.patient(UsState.CA);
        var booking = patient.book(clinic.day(doctor, 9, 1).getFirst()).id();

        clinic.unpublish(doctor);

        assertThat(atRisk("NOT_OFFERED")).doesNotContain(booking);
        clinic.license(doctor, Set.of());
        assertThat(atRisk("NOT_LICENSED")).contains(booking);
    }

    @Test
    void aMoveStrandsNothingThatWasKeptBefore() {
        var doctor = clinic.doctor(UsState.CA, UsState.NV);
        var patient = clinic.patient(UsState.CA);
        patient.book(clinic.day(doctor, 10, 1).getFirst());
        clinic.close(doctor);

        var changed = patient.patch("/patients/me", Map.of("address", Map.of("state", "NV")));

        assertThat(changed.body().path("affectedBookings").size()).isZero();
    }

    @Test
    void aNameIsOneLine() {
        for (var name : List.of("Aaa\nx", "a\u0000b", "a\tb")) {
            var registration = new HashMap<String, Object>(registration(UUID.randomUUID() + "@example.com"));
            registration.put("lastName", name);
            var refused = clinic.nobody().post("/patients", registration);
            assertThat(refused.problem()).isEqualTo("validation");
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("lastName");
        }
        assertThat(clinic.patient(UsState.CA)
                .patch("/patients/me", Map.of("address", Map.of("city", "a\nb")))
                .body()
                .at("/errors/0/field")
                .asString()).isEqualTo("address.city");
        assertThat(clinic.staff().get("/patients?email=%00").problem()).isEqualTo("validation");
    }

    private List<String> atRisk(String why) {
        return clinic.staff()
                .get("/bookings/at-risk?limit=200&why=" + why)
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("booking").path("id").asString())
                .toList();
    }

    private static Map<String, Object> registration(String email) {
        return Map.of("email", email, "password", "correct horse", "firstName", "Pat", "lastName", "Doe", "timeZone",
                "America/Los_Angeles", "address",
                Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "90001"));
    }
}
