package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.UsState;
import dev.medislot.infra.Infrastructure;
import dev.medislot.web.Cursor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Input that no database can store is the caller's fault, and answered so. */
@AvailabilityTest
class BadInputTest {

    private static final String NUL = "\\u0000";

    @Autowired
    private World world;

    @Test
    void cursorsOutOfReachAreRefused() {
        var doctor = world.doctor();
        for (var instant : List.of("+1000000000-12-31T23:59:59Z", "+300000-01-01T00:00:00Z")) {
            world.get("/slots?state=CO&cursor=" + Cursor.of(instant, UUID.randomUUID())).isInvalid("cursor");
        }
        var date = Cursor.of("+999999999-12-31", UUID.randomUUID());
        world.get(doctor.path("/timeslots?cursor=" + date)).isInvalid("cursor");
        world.send("GET", "/licenses/expiring?cursor=" + date, world.staff(), "").isInvalid("cursor");
        world.send("GET", doctor.path("/time-off?cursor=" + Cursor.of("+999999999-12-31T00:00", UUID.randomUUID())),
                doctor.token(), "").isInvalid("cursor");
        world.get(doctor.path("/licenses?cursor=" + Cursor.of("\0"))).isInvalid("cursor");
        for (var state : List.of("XX", "", "ca", "any text")) {
            world.get(doctor.path("/licenses?cursor=" + Cursor.of(state, "2026-12-01"))).isInvalid("cursor");
        }
        world.get(doctor.path("/licenses?cursor=" + Cursor.of("CA", "2026-12-01"))).isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b;q=2", "a/b;q=x", "nonsense", "text/csv" })
    void unacceptableTypesAreRefusedWithAProblem(String accept) {
        var doctor = world.doctor();
        for (var path : List.of("/doctors?limit=1", "/slots?state=CA", doctor.path("/licenses"))) {
            world.get(path, "Accept", accept).isProblem(406, "not-acceptable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"\"", "\" \"", "[]", "20000", "[2026,12,1]", "true", "{}", "\"2026-12-01T00:00\"",
            "\"20261201\"", "1.5" })
    void noDateIsReadFromAnotherForm(String value) {
        var doctor = world.doctor();
        var license = world.license(doctor, "CA", "2020-01-01", "2027-06-30").isCreated();
        var path = doctor.path("/licenses/" + license.id());

        world.send("PATCH", path, doctor.token(), "{\"validUntil\":%s}".formatted(value)).isInvalid("validUntil");
        world.send("PATCH", path, doctor.token(), "{\"validFrom\":%s}".formatted(value)).isInvalid("validFrom");
        world.post(doctor.path("/timeslots"), doctor.token(), """
                {"start":"2026-12-01T08:00","end":"2026-12-01T09:00","recurring":true,"until":%s}""".formatted(value))
                .isInvalid("until");
        assertThat(world.get(path).text("validUntil")).isEqualTo("2027-06-30");
    }

    @ParameterizedTest
    @ValueSource(strings = { "2", "1", "0", "\"true\"", "\"\"", "[]", "[true]" })
    void noBooleanIsReadFromAnotherForm(String value) {
        var doctor = world.doctor();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"reminders\":%s}".formatted(value))
                .isInvalid("reminders");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"slotMinutes\":\"30\",\"bio\":5}")
                .isInvalid("slotMinutes")
                .isInvalid("bio");
    }

    @Test
    void linksAndInvisibleCharactersAreNoName() {
        var doctor = world.doctor();
        for (var name : List.of("http://evil.example", "see www.evil.example", "\\u200b\\u2800", "A\\u202eda",
                "\\u3164")) {
            for (var field : List.of("firstName", "lastName")) {
                world.send("PATCH", doctor.path(""), doctor.token(), "{\"%s\":\"%s\"}".formatted(field, name))
                        .isInvalid(field);
            }
            world.post("/doctors", "", """
                    {"email":"names@doctors.example","password":"correct horse","firstName":"%1$s","lastName":"%1$s",
                     "timeZone":"UTC"}""".formatted(name)).isInvalid("firstName").isInvalid("lastName");
        }
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"half \\ud800\"}").isInvalid("bio");
    }

    @Test
    void addressesThatMailsCannotReachAreRefused() {
        var doctor = world.doctor();
        for (var email : List.of("a@localhost", "a@[127.0.0.1]", "\\\"<b>\\\"@x.example", "a@x\\u3002example")) {
            world.send("PATCH", doctor.path(""), doctor.token(), "{\"email\":\"%s\"}".formatted(email))
                    .isInvalid("email");
            world.post("/staff", world.staff(), "{\"email\":\"%s\",\"password\":\"correct horse\"}".formatted(email))
                    .isInvalid("email");
        }
    }

    @Test
    void composedAndDecomposedAddressesAreOneAccount() {
        var name = UUID.randomUUID();
        var body = """
                {"email":"zo%s-%s@doctors.example","password":"correct horse","firstName":"Zoe","lastName":"Young",
                 "timeZone":"UTC"}""";
        world.post("/doctors", "", body.formatted("\u00e9", name)).isCreated();
        world.post("/doctors", "", body.formatted("e\u0301", name)).isProblem(409, "email-taken");
    }

    /** Each is refused before its body is read. */
    @ParameterizedTest
    @ValueSource(strings = { "{", "{}", "{\"newPassword\":7}", "[]" })
    void callersAreCheckedBeforeTheirInput(String body) {
        var doctor = world.doctor();
        var other = world.doctor();
        var patient = world.patient(UsState.CO);
        for (var token : List.of(other.token(), patient)) {
            for (var path : List.of("/password", "/licenses", "/timeslots", "/time-off")) {
                world.post(doctor.path(path), token, body).isProblem(403, "forbidden");
            }
            world.send("PATCH", doctor.path(""), token, body).isProblem(403, "forbidden");
            world.send("PUT", doctor.path("/working-hours"), token, body).isProblem(403, "forbidden");
            world.post("/staff", token, body).isProblem(403, "forbidden");
            world.post("/staff/" + UUID.randomUUID() + "/password", token, body).isProblem(403, "forbidden");
            world.send("GET", "/licenses/expiring?limit=x&colour=red", token, "").isProblem(403, "forbidden");
            world.send("GET", doctor.path("/time-off?limit=x"), token, "").isProblem(403, "forbidden");
        }
        world.post("/doctors/me/password", patient, body).isProblem(403, "forbidden");
        world.post("/staff/me/password", other.token(), body).isProblem(403, "forbidden");
        world.post(doctor.path("/password"), world.staff(), body).isProblem(403, "forbidden");
        world.post("/doctors/nobody/password", other.token(), body).isProblem(404, "not-found");
        assertThat(world.post("/doctors/me/password", other.token(), body).status()).isEqualTo(400);
        assertThat(world.post(other.path("/licenses"), other.token(), body).status()).isEqualTo(400);
    }

    @Test
    void aTakenAddressIsNotInTheDatabasesLog() {
        var taken = world.doctor().email();
        world.send("PATCH", world.doctor().path(""), world.staff(), "{\"email\":\"%s\"}".formatted(taken))
                .isProblem(409, "email-taken");

        assertThat(Infrastructure.shared().postgresLog()).doesNotContain(taken, "doctor_email_taken");
    }

    @Test
    void aNulNamesItsField() {
        var doctor = world.doctor();
        for (var field : List.of("bio", "firstName", "specialty", "email")) {
            world.send("PATCH", doctor.path(""), doctor.token(), "{\"%s\":\"a%s\"}".formatted(field, NUL))
                    .isInvalid(field);
        }
        world.post(doctor.path("/licenses"), doctor.token(),
                "{\"state\":\"CO\",\"number\":\"%s\",\"validFrom\":\"2020-01-01\"}".formatted(NUL)).isInvalid("number");
        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"2026-12-01T00:00\",\"end\":\"2026-12-02T00:00\",\"reason\":\"%s\"}".formatted(NUL))
                .isInvalid("reason");
        world.post("/doctors/login", "", "{\"email\":\"%s\",\"password\":\"x\"}".formatted(NUL)).isInvalid("email");
        world.get("/doctors?q=%00").isInvalid("q");
        world.get("/slots?state=CO&specialty=%00").isInvalid("specialty");
    }

    @Test
    void namesAndNumbersAreOneLine() {
        var doctor = world.doctor();
        for (var field : List.of("firstName", "lastName", "specialty")) {
            world.send("PATCH", doctor.path(""), doctor.token(), "{\"%s\":\"a\\nb\"}".formatted(field))
                    .isInvalid(field, "must be one line");
        }
        world.post("/doctors", "", """
                {"email":"lines@doctors.example","password":"correct horse","firstName":"A\\nB","lastName":"C\\tD",
                 "timeZone":"UTC"}""").isInvalid("firstName").isInvalid("lastName");
        world.post(doctor.path("/licenses"), doctor.token(), """
                {"state":"CO","number":"1\\n2","validFrom":"2020-01-01"}""").isInvalid("number");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"two\\nlines\"}").isOk();
    }
}
