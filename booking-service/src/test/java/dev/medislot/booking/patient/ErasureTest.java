package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BookingTest
class ErasureTest {

    private static final String PASSWORD = "Tz7 correct horse 42";

    @Autowired
    StoredClinic clinic;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private final String marker = "Zq" + UUID.randomUUID().toString().substring(0, 8);
    private final String email = marker.toLowerCase(Locale.ROOT) + "@people.example";
    private DoctorId doctor = new DoctorId(UUID.randomUUID());
    private List<SlotId> slots = List.of();
    private ApiCaller patient = new ApiCaller(UUID.randomUUID(), null, () -> "");

    @BeforeEach
    void aPatientWithAPast() {
        doctor = clinic.doctor(UsState.CA);
        slots = clinic.day(doctor, 3, 4);
        patient = registered(email);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void theDatabaseForgetsWhatItKnewOfThePatient() {
        var past = clinic.day(doctor, 1, 1).getFirst();
        var visit = book(past);
        book(slots.get(0));
        patient.hold(slots.get(1)).isCreated();
        clock.advance(Duration.ofDays(1).plusHours(20));
        clinic.staff().patch("/bookings/" + visit, Map.of("status", "COMPLETED")).isOk();
        patient.post("/ratings", Map.of("bookingId", visit, "stars", 5, "comment", "Kind, says " + marker)).isCreated();
        clinic.staff()
                .post("/bookings",
                        Map.of("slotId", slots.get(2).toString(), "patientId", patient.id(), "reason",
                                "Staff noted " + marker),
                        "Idempotency-Key", marker.substring(2))
                .isCreated();
        assertThat(columnsWithTheMarker()).contains("patient.first_name", "patient.email", "booking.reason",
                "rating.comment", "idempotency_key.outcome");

        patient.send("DELETE", "/patients/me", Map.of("currentPassword", PASSWORD)).has(204);

        // events that wait for Kafka leave the table with their delivery
        await().untilAsserted(() -> assertThat(columnsWithTheMarker()).isEmpty());
        var seen = clinic.staff().get("/bookings/" + visit).isOk();
        assertThat(seen.text("status")).isEqualTo("COMPLETED");
        assertThat(seen.body().path("patientName").isNull()).isTrue();
        assertThat(clinic.staff().get("/ratings?doctorId=" + doctor).texts("items", "stars")).containsExactly("5");
    }

    @Test
    void upcomingBookingsAndHoldsAreFreed() {
        var booking = book(slots.get(0));
        patient.hold(slots.get(1)).isCreated();

        patient.send("DELETE", "/patients/me", Map.of("currentPassword", PASSWORD)).has(204);

        assertThat(clinic.staff().get("/bookings/" + booking).isOk().text("status")).isEqualTo("CANCELLED");
        var other = clinic.patient(UsState.CA);
        other.book(slots.get(0)).isCreated();
        other.book(slots.get(1)).isCreated();
        try (var bookings = new EventLog(Topics.BOOKINGS);
                var contacts = new EventLog(Topics.CONTACTS)) {
            assertThat(bookings.await(booking, 2).getLast().header("ce_type")).isEqualTo("BookingCancelled");
            assertThat(contacts.await(patient.id().toString(), 2).getLast().isTombstone()).isTrue();
        }
    }

    @Test
    void theErasedPatientIsUnknownAndTheAddressFree() {
        patient.send("DELETE", "/patients/me", Map.of("currentPassword", PASSWORD)).has(204);

        patient.get("/patients/me").isProblem(401, "unauthenticated");
        logIn(email).isProblem(401, "unauthenticated");
        var staff = clinic.staff();
        staff.get("/patients/" + patient.id()).isProblem(404, "not-found");
        staff.delete("/patients/" + patient.id()).isProblem(404, "not-found");
        staff.post("/bookings", Map.of("slotId", slots.get(0).toString(), "patientId", patient.id()))
                .isProblem(404, "not-found");
        assertThat(staff.get("/patients?q=" + marker).list("items")).isEmpty();
        assertThat(staff.get("/patients/" + patient.id() + "/access").texts("items", "operation"))
                .contains("erasePatient");
        assertThat(registered(email).id()).isNotEqualTo(patient.id());
    }

    @Test
    void aStolenTokenDoesNotErase() {
        patient.delete("/patients/me").isProblem(422, "wrong-password");
        patient.send("DELETE", "/patients/me", Map.of("currentPassword", "not the password"))
                .isProblem(422, "wrong-password");
        clinic.patient(UsState.CA).delete("/patients/" + patient.id()).isProblem(404, "not-found");
        clinic.login(doctor).delete("/patients/" + patient.id()).isProblem(404, "not-found");

        patient.get("/patients/me").isOk();
    }

    @Test
    void aProfileThatChangedMeanwhileIsNotErased() {
        var path = "/patients/" + patient.id();
        var read = clinic.staff().get(path).isOk().etag();
        patient.patch("/patients/me", Map.of("reminders", false)).isOk();

        clinic.staff().send("DELETE", path, null, "If-Match", read).isProblem(412, "stale");
        var changed = clinic.staff().get(path).isOk().etag();
        clinic.staff().send("DELETE", path, null, "If-Match", changed).has(204);
    }

    @Test
    void aGuardianErasesTheDependentsFirst() {
        var mia = patient
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", marker, "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        patient.send("DELETE", "/patients/me", Map.of("currentPassword", PASSWORD)).isProblem(409, "state-conflict");

        patient.delete("/patients/" + mia).isProblem(422, "wrong-password");
        patient.send("DELETE", "/patients/" + mia, Map.of("currentPassword", PASSWORD)).has(204);
        patient.send("DELETE", "/patients/me", Map.of("currentPassword", PASSWORD)).has(204);
    }

    @Test
    void theExportHasProfileBookingsHoldsAndRatings() {
        var booking = book(slots.get(0));
        patient.cancel(booking).isOk();
        patient.hold(slots.get(1)).isCreated();

        var export = patient.get("/patients/me/export").isOk();

        assertThat(export.text("patient/email")).isEqualTo(email);
        assertThat(export.text("bookings/0/booking/reason")).contains(marker);
        assertThat(export.texts("bookings/0/versions", "change")).containsExactly("CREATED", "CANCELLED");
        assertThat(export.texts("holds", "slotId")).containsExactly(slots.get(1).toString());
        assertThat(export.list("ratings")).isEmpty();
        assertThat(export.text()).doesNotContain(PASSWORD, "argon2");
        clinic.patient(UsState.CA).get("/patients/" + patient.id() + "/export").isProblem(404, "not-found");
    }

    private String book(SlotId slot) {
        return patient
                .post("/bookings", Map.of("slotId", slot.toString(), "reason", "It hurts, says " + marker),
                        "Idempotency-Key", "of " + slot)
                .isCreated()
                .id();
    }

    private ApiCaller registered(String address) {
        var id = clinic.nobody()
                .post("/patients",
                        Map.of("email", address, "password", PASSWORD, "firstName", marker, "lastName", "Doe", "phone",
                                "(415) 555-0100", "timeZone", "America/Los_Angeles", "address",
                                Map.of("street", marker + " Street 1", "city", "Oakland", "state", "CA", "zip",
                                        "94601")))
                .isCreated()
                .id();
        return new ApiCaller(UUID.fromString(id), logIn(address).isOk().text("accessToken"), clinic::address);
    }

    private Answer logIn(String address) {
        return clinic.nobody().post("/patients/login", Map.of("email", address, "password", PASSWORD));
    }

    private record Column(String table, String name, String type) {

        /** PostgreSQL's text of the column. */
        String text() {
            return (type.equals("bytea") ? "encode(\"%s\", 'escape')" : "\"%s\"::text").formatted(name);
        }
    }

    /** The columns with the marker, of all columns that can hold words. */
    private List<String> columnsWithTheMarker() {
        return jdbc.sql("""
                select table_name as table, column_name as name, data_type as type from information_schema.columns
                join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE'
                  and data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea')
                """)
                .query(Column.class)
                .list()
                .stream()
                .filter(this::hasTheMarker)
                .map(column -> column.table() + "." + column.name())
                .toList();
    }

    private boolean hasTheMarker(Column column) {
        return jdbc.sql("""
                select exists (select 1 from "%s" where %s ilike '%%' || :marker || '%%')
                """.formatted(column.table(), column.text())).param("marker", marker).query(Boolean.class).single();
    }
}
