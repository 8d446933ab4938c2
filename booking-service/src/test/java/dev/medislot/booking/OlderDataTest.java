package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.infra.Infrastructure;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Data of the last release without visit types. */
class OlderDataTest {

    private static final String DATABASE = "booking_without_visit_types";

    private final DoctorId doctor = new DoctorId(UUID.randomUUID());

    @Test
    void bookingsAndSlotsStayAsTheyWere() {
        var database = Infrastructure.shared();
        var older = new DriverManagerDataSource(database.jdbcUrl(DATABASE), database.username(), database.password());
        Flyway.configure()
                .dataSource(older)
                .locations("classpath:db/common", "classpath:db/migration")
                .target("11")
                .load()
                .migrate();
        var jdbc = JdbcClient.create(older);
        var first = LocalDate.now(ZoneOffset.UTC).plusDays(3).atTime(15, 0).toInstant(ZoneOffset.UTC);
        var booking = UUID.randomUUID();
        var cancelled = UUID.randomUUID();
        jdbc.sql("""
                with pat as (
                    insert into patient (id, version, email, password, first_name, last_name, time_zone, street, city,
                                         state, zip, reminders, created_at, updated_at)
                    values (gen_random_uuid(), 1, 'old@example.com', 'none', 'Pat', 'Doe', 'America/New_York',
                            '1 Main St', 'Town', 'CA', '10001', true, now(), now())
                    returning id
                ), doc as (
                    insert into doctor (id, sequence, first_name, last_name, time_zone, licenses)
                    values (:doctor, 1, 'Ada', 'Wong', 'America/New_York', '[]')
                ), day as (
                    insert into doctor_day (doctor_id, date, version, starts, ends, licensed)
                    values (:doctor, (:first::timestamptz at time zone 'America/New_York')::date, 1,
                            array[:first::timestamptz, :first::timestamptz + interval '1 hour'],
                            array[:first::timestamptz + interval '1 hour', :first::timestamptz + interval '2 hours'],
                            :states)
                ), made as (
                    insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                         reason, created_at, updated_at)
                    select b.id, b.status, b.version, :doctor, pat.id, :first::timestamptz,
                           :first::timestamptz + interval '1 hour', 'CA', 'A rash', now(), now()
                    from pat, (values (:cancelled::uuid, 'CANCELLED', 2), (:booking::uuid, 'CONFIRMED', 1))
                              b (id, status, version)
                    returning *
                )
                insert into booking_history (booking_id, version, change, event_id, occurred_at, actor_id, actor_role,
                                             status, doctor_id, starts_at, ends_at, patient_state)
                select id, 1, 'CREATED', gen_random_uuid(), now(), patient_id, 'PATIENT', 'CONFIRMED', doctor_id,
                       starts_at, ends_at, patient_state
                from made
                """)
                .param("doctor", doctor.value())
                .param("first", first.toString())
                .param("states", CA.bit())
                .param("booking", booking)
                .param("cancelled", cancelled)
                .update();

        try (var present = Instance.on(DATABASE)) {
            var clinic = present.clinic();
            var staff = clinic.staff();
            var kept = staff.get("/bookings/" + booking).isOk();
            assertThat(List.of(kept.text("status"), kept.text("version"), kept.text("start"), kept.text("end"),
                    kept.text("slotId"), kept.text("patientState"), kept.text("reason"), kept.text("mode")))
                            .containsExactly("CONFIRMED", "1", first.toString(),
                                    first.plus(Duration.ofHours(1)).toString(), new SlotId(doctor, first).toString(),
                                    "CA", "A rash", "VIDEO");
            assertThat(kept.body().path("visitTypeId").isNull()).isTrue();
            assertThat(staff.get("/bookings/" + cancelled).isOk().text("status")).isEqualTo("CANCELLED");
            assertThat(staff.get("/bookings/" + booking + "/history").isOk().texts("items", "change"))
                    .containsExactly("CREATED");
            assertThat(staff.get("/bookings?doctorId=" + doctor.value()).isOk().texts("items", "id"))
                    .containsExactlyInAnyOrder(booking.toString(), cancelled.toString());

            var patient = clinic.patient(CA);
            patient.book(new SlotId(doctor, first)).isProblem(409, "slot-taken");
            patient.book(new SlotId(doctor, first.plus(Duration.ofHours(1)))).isCreated();
            staff.cancel(booking.toString()).isOk();
            clinic.patient(CA).book(new SlotId(doctor, first)).isCreated();
            assertThat(staff.get("/audit").isOk().text("overlaps")).isEqualTo("0");
        }
    }
}
