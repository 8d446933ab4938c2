package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.World.TestDoctor;
import dev.medislot.testkit.CreationContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class CreationTest extends CreationContract {

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    @Override
    protected List<Creation> creations() {
        return List.of(doctor(), staffMember(), license(), timeslot(), timeOff(), visitType(), closure());
    }

    @Override
    protected List<String> notCreating() {
        return List.of("/api/v1/doctors/login", "/api/v1/doctors/{id}/password", "/api/v1/staff/login",
                "/api/v1/staff/{id}/password", "/api/v1/doctors/{id}/licenses/{licenseId}/verify",
                "/api/v1/passwords/reset", "/api/v1/passwords/reset/confirm", "/api/v1/emails/confirm",
                "/api/v1/emails/confirm/resend", "/api/v1/sessions/refresh", "/api/v1/sessions/logout",
                "/api/v1/sessions/revoke", "/api/v1/staff/login/second-factor",
                "/api/v1/staff/login/second-factor/confirm");
    }

    @Test
    void aRejectedEditIsRepeatedToo() {
        var doctor = world.doctor();
        world.license(doctor, "NV", "2021-05-01", null).isCreated();
        var path = "/api/v1" + doctor.path("/licenses");
        var keyed = api().as(doctor.token()).with("Idempotency-Key", "a");
        var body = Map.of("state", "NV", "number", "NV-2", "validFrom", "2022-01-01");

        var first = keyed.post(path, body).isProblem(409, "overlap");
        var repeat = keyed.post(path, body).isProblem(409, "overlap");

        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
        assertThat(repeat.withoutRequestId()).isEqualTo(first.withoutRequestId());
    }

    @Test
    void anotherQueryUnderTheSameKeyIsRefused() {
        var doctor = world.doctor();
        var path = "/api/v1" + doctor.path("/licenses");
        var keyed = api().as(doctor.token()).with("Idempotency-Key", "a");
        var body = Map.of("state", "OR", "number", "OR-1", "validFrom", "2022-01-01");

        keyed.post(path, body).isCreated();

        keyed.post(path + "?bookings=cancel", body).isProblem(422, "idempotency-conflict");
        keyed.post("/api/v1" + doctor.path("/time-off"), body).isProblem(400, "validation");
        keyed.post("/api/v1" + doctor.path("/time-off"), Map.of("start", "2027-03-01T08:00", "end", "2027-03-02T08:00"))
                .isProblem(422, "idempotency-conflict");
    }

    @Test
    void aPreviewDoesNotUseTheKey() {
        var doctor = world.doctor();
        var path = "/api/v1" + doctor.path("/licenses");
        var keyed = api().as(doctor.token()).with("Idempotency-Key", "a");
        var body = Map.of("state", "UT", "number", "UT-1", "validFrom", "2022-01-01");

        keyed.post(path + "?preview=true", body).isOk();
        keyed.post(path, body).isCreated();

        assertThat(ids("license", "doctor_id", doctor.id())).hasSize(1);
    }

    @Test
    void noPasswordIsStoredWithAKey() {
        var key = UUID.randomUUID().toString();
        var email = UUID.randomUUID() + "@doctors.example";
        var keyed = api().with("Idempotency-Key", key);
        keyed.post("/api/v1/doctors", registration(email, "Ada", "a long secret")).isCreated();

        // the hash is the same for another password, so it cannot be searched for the right one
        keyed.post("/api/v1/doctors", registration(email, "Ada", "a mistyped secret")).isCreated();

        api().post("/api/v1/doctors/login", Map.of("email", email, "password", "a long secret")).isOk();
        assertThat(
                jdbc.sql("select outcome from idempotency_key where key = ?").param(key).query(String.class).single())
                        .doesNotContain("secret", "argon2", "password");
    }

    private Creation doctor() {
        var email = UUID.randomUUID() + "@doctors.example";
        return new Creation(api(), "/api/v1/doctors", registration(email, "Ada", "a long secret"),
                registration(email, "Eve", "a long secret"), () -> ids("doctor", "email", email));
    }

    private Creation staffMember() {
        var email = UUID.randomUUID() + "@medislot.example";
        return new Creation(api().as(world.staff()), "/api/v1/staff",
                Map.of("email", email, "password", "another secret"),
                Map.of("email", "x" + email, "password", "another secret"), () -> ids("staff_member", "email", email));
    }

    private Creation license() {
        return edit(world.doctor(), "licenses", "license",
                Map.of("state", "CO", "number", "CO-1", "validFrom", "2020-01-01"),
                Map.of("state", "AZ", "number", "CO-1", "validFrom", "2020-01-01"));
    }

    private Creation timeslot() {
        var day = World.today().plusDays(9);
        return edit(world.doctor(), "timeslots", "timeslot",
                Map.of("start", day + "T08:00", "end", day + "T24:00", "recurring", true, "until",
                        "" + day.plusDays(90)),
                Map.of("start", day + "T08:00", "end", day + "T12:00", "recurring", false));
    }

    private Creation timeOff() {
        var day = World.today().plusDays(9);
        return edit(world.doctor(), "time-off", "time_off",
                Map.of("start", day + "T08:00", "end", day + "T12:00", "reason", "é"),
                Map.of("start", day + "T08:00", "end", day + "T12:00", "reason", "e"));
    }

    private Creation visitType() {
        var name = "Visit " + UUID.randomUUID();
        return new Creation(api().as(world.staff()), "/api/v1/visit-types",
                Map.of("name", name, "minutes", 20, "mode", "PHONE"),
                Map.of("name", name, "minutes", 30, "mode", "PHONE"), () -> ids("visit_type", "name", name));
    }

    private Creation closure() {
        var reason = "Works " + UUID.randomUUID();
        var day = World.today().plusYears(3);
        return new Creation(api().as(world.staff()), "/api/v1/closures",
                Map.of("start", day + "T08:00", "end", day + "T24:00", "reason", reason),
                Map.of("start", day + "T08:00", "end", day + "T09:00", "reason", reason),
                () -> ids("closure", "reason", reason));
    }

    private Creation edit(TestDoctor doctor, String path, String table, Object body, Object otherBody) {
        return new Creation(api().as(doctor.token()), "/api/v1" + doctor.path("/" + path), body, otherBody,
                () -> ids(table, "doctor_id", doctor.id()));
    }

    private List<UUID> ids(String table, String column, Object value) {
        return jdbc.sql("select id from %s where %s = ?".formatted(table, column))
                .param(value)
                .query(UUID.class)
                .list();
    }

    private static Map<String, Object> registration(String email, String firstName, String password) {
        return Map.of("email", email, "password", password, "firstName", firstName, "lastName", "Byron", "timeZone",
                "America/Boise");
    }
}
