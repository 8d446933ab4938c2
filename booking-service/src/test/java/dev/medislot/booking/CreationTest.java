package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.Once;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.CreationContract;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

@BookingTest
class CreationTest extends CreationContract {

    private static final TypeReference<String> TEXT = new TypeReference<>() {
    };

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IdempotencyKeys keys;

    @Override
    protected List<Creation> creations() {
        return List.of(booking(), hold(), rating(), patient(), dependent(), waitlistEntry(), offeredBooking());
    }

    @Override
    protected List<String> notCreating() {
        return List.of("/api/v1/patients/login", "/api/v1/patients/{id}/password", "/api/v1/passwords/reset",
                "/api/v1/passwords/reset/confirm", "/api/v1/emails/confirm", "/api/v1/emails/confirm/resend",
                "/api/v1/sessions/refresh", "/api/v1/sessions/logout", "/api/v1/sessions/revoke",
                "/api/v1/bookings/{id}/cancellation");
    }

    @Test
    void aKeyBelongsToOnePath() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst().toString();
        var patient = clinic.patient(CA);
        var body = Map.of("slotId", slot);
        patient.post("/holds", body, "Idempotency-Key", "a").isCreated();

        patient.post("/bookings", body, "Idempotency-Key", "a").isProblem(422, "idempotency-conflict");
        patient.post("/bookings", body, "Idempotency-Key", "b").isCreated();
    }

    @Test
    void aRefusalIsRepeatedOnEveryPath() {
        var patient = clinic.patient(CA);
        var unknown = Map.of("bookingId", UUID.randomUUID().toString(), "stars", 4);
        assertRepeated(patient.post("/ratings", unknown, "Idempotency-Key", "a"),
                patient.post("/ratings", unknown, "Idempotency-Key", "a"), "not-found");

        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var holder = clinic.patient(CA);
        var hold = holder.hold(slot).id();
        var body = Map.of("slotId", slot.toString());
        var first = patient.post("/holds", body, "Idempotency-Key", "b");
        holder.delete("/holds/" + hold);
        assertRepeated(first, patient.post("/holds", body, "Idempotency-Key", "b"), "slot-taken");

        var registration = registration("%s@example.com".formatted(UUID.randomUUID()), "Pat", "correct horse");
        var key = UUID.randomUUID().toString();
        clinic.nobody().post("/patients", registration).isCreated();
        assertRepeated(clinic.nobody().post("/patients", registration, "Idempotency-Key", key),
                clinic.nobody().post("/patients", registration, "Idempotency-Key", key), "email-taken");
    }

    private static void assertRepeated(Answer first, Answer repeat, String problem) {
        assertThat(first.problem()).isEqualTo(problem);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(repeat.withoutRequestId()).isEqualTo(first.withoutRequestId());
        assertThat(repeat.contentType()).isEqualTo(first.contentType());
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void anAnonymousKeyShowsNoOtherPatient() {
        var key = UUID.randomUUID().toString();
        var mine = registration("%s@example.com".formatted(UUID.randomUUID()), "Pat", "correct horse");
        var theirs = registration("%s@example.com".formatted(UUID.randomUUID()), "Kim", "another horse");
        var first = clinic.nobody().post("/patients", mine, "Idempotency-Key", key).isCreated();

        var other = clinic.nobody().post("/patients", theirs, "Idempotency-Key", key);

        other.isProblem(422, "idempotency-conflict");
        assertThat(other.text()).doesNotContain(first.id(), "Pat");
    }

    @Test
    void noPasswordIsStoredWithAKey() {
        var key = UUID.randomUUID().toString();
        var email = "%s@example.com".formatted(UUID.randomUUID());
        clinic.nobody().post("/patients", registration(email, "Pat", "correct horse"), "Idempotency-Key", key);
        var repeat = clinic.nobody()
                .post("/patients", registration(email, "Pat", "mistyped horse"), "Idempotency-Key", key);

        // the hash is the same for another password, so it cannot be searched for the right one
        assertThat(repeat.isCreated().header("Idempotent-Replayed")).contains("true");
        clinic.nobody().post("/patients/login", Map.of("email", email, "password", "correct horse")).isOk();
        assertThat(
                jdbc.sql("select outcome from idempotency_key where key = ?").param(key).query(String.class).single())
                        .contains("\"password\":\"\"")
                        .doesNotContain("horse", "argon2");
    }

    @Test
    void aRenamedOutcomeKeepsItsStoredName() {
        var key = UUID.randomUUID().toString();
        var unknown = Map.of("bookingId", UUID.randomUUID().toString(), "stars", 4);
        clinic.patient(CA).post("/ratings", unknown, "Idempotency-Key", key).isProblem(404, "not-found");

        assertThat(
                jdbc.sql("select outcome from idempotency_key where key = ?").param(key).query(String.class).single())
                        .isEqualTo("{\"type\":\"Unknown\"}");
    }

    @Test
    void aRolledBackRequestLeavesNoKey() {
        var request = new IdempotencyKey(UUID.randomUUID(), "/api/v1/bookings", "a").on("body");

        assertThatThrownBy(() -> keys.once(request, TEXT, () -> {
            throw new IllegalStateException("in the middle");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(keys.once(request, TEXT, () -> "done")).isEqualTo(new Once.First<>("done"));
        assertThat(keys.once(request, TEXT, () -> "done again")).isEqualTo(new Once.Repeat<>("done"));
    }

    private Creation booking() {
        var patient = clinic.patient(CA);
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst().toString();
        return new Creation(as(patient), "/api/v1/bookings", Map.of("slotId", slot, "reason", "é"),
                Map.of("slotId", slot, "reason", "e"), () -> ids("booking", "patient_id", patient.id()));
    }

    private Creation hold() {
        var patient = clinic.patient(CA);
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        return new Creation(as(patient), "/api/v1/holds", Map.of("slotId", slots.getFirst().toString()),
                Map.of("slotId", slots.getLast().toString()), () -> ids("booking", "patient_id", patient.id()));
    }

    private Creation rating() {
        var patient = clinic.patient(CA);
        var start = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(30));
        var booking = patient.book(clinic.slot(clinic.doctor(CA), start)).id();
        clock.advance(Duration.ofDays(3));
        clinic.staff().patch("/bookings/" + booking, Map.of("status", "COMPLETED")).isOk();
        clock.reset();
        return new Creation(as(patient), "/api/v1/ratings", Map.of("bookingId", booking, "stars", 5),
                Map.of("bookingId", booking, "stars", 4), () -> ids("rating", "patient_id", patient.id()));
    }

    private Creation patient() {
        var email = "%s@example.com".formatted(UUID.randomUUID());
        return new Creation(api(), "/api/v1/patients", registration(email, "Pat", "correct horse"),
                registration(email, "Kim", "correct horse"), () -> ids("patient", "email", email));
    }

    private Creation dependent() {
        var guardian = clinic.patient(CA);
        return new Creation(as(guardian), "/api/v1/patients/" + guardian.id() + "/dependents",
                Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"),
                Map.of("firstName", "Leo", "lastName", "Doe", "dateOfBirth", "2019-05-30"),
                () -> ids("patient", "guardian_id", guardian.id()));
    }

    private Creation waitlistEntry() {
        var patient = clinic.patient(CA);
        return new Creation(as(patient), "/api/v1/waitlist", Map.of("from", "2199-01-01", "to", "2199-01-31"),
                Map.of("from", "2199-01-01", "to", "2199-02-28"),
                () -> ids("waitlist_entry", "patient_id", patient.id()));
    }

    private Creation offeredBooking() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var booked = clinic.patient(CA);
        var booking = booked.book(slot).isCreated().id();
        var patient = clinic.patient(CA);
        var path = "/waitlist/" + patient.post("/waitlist", Map.of("doctorId", doctor.value(), "from",
                slot.start().toString(), "to", slot.start().plusSeconds(1).toString())).isCreated().id();
        booked.cancel(booking).isOk();
        await().until(() -> patient.get(path).text("status").equals("OFFERED"));
        return new Creation(as(patient), "/api/v1" + path + "/booking",
                Map.of("slotId", slot.toString(), "reason", "é"), Map.of("slotId", slot.toString(), "reason", "e"),
                () -> ids("booking", "status = 'CONFIRMED' and patient_id", patient.id()));
    }

    private Api as(ApiCaller person) {
        return api().as(person.token());
    }

    private List<UUID> ids(String table, String column, Object value) {
        return jdbc.sql("select id from %s where %s = ?".formatted(table, column))
                .param(value)
                .query(UUID.class)
                .list();
    }

    private static Map<String, Object> registration(String email, String firstName, String password) {
        return Map.of("email", email, "password", password, "firstName", firstName, "lastName", "Doe", "timeZone",
                "America/Los_Angeles", "address",
                Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "90001"));
    }
}
