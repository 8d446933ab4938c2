package dev.medislot.notification.projection;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.event.BookingEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The bookings, as far as their events were read. */
@Repository
public class Bookings {

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Applies an event; false if the stored row is as new already. */
    public boolean apply(BookingEvent event) {
        return jdbc.sql("""
                insert into booking (id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at)
                values (:id, :version, :status, :patient, :doctor, :start, :end, :changedAt)
                on conflict (id) do update
                set version = excluded.version, status = excluded.status, patient_id = excluded.patient_id,
                    doctor_id = excluded.doctor_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    changed_at = excluded.changed_at, reminded = null
                where booking.version < excluded.version
                """)
                .param("id", event.bookingId())
                .param("version", event.version())
                .param("status", event.status().name())
                .param("patient", event.patientId())
                .param("doctor", event.doctorId())
                .param("start", event.slot().start().atOffset(UTC))
                .param("end", event.slot().end().atOffset(UTC))
                .param("changedAt", event.occurredAt().atOffset(UTC))
                .update() == 1;
    }

    /** As it stands; no event changes it before the transaction ends. */
    public Optional<Booking> keep(UUID id) {
        return jdbc.sql("""
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at
                from booking where id = ? for share
                """).param(id).query(Bookings::booking).optional();
    }

    /**
     * Takes confirmed bookings that start in that time and have had no reminder this close, and marks them as reminded.
     */
    public List<Booking> takeForReminder(Instant from, Instant until, Duration lead, int most) {
        return jdbc.sql("""
                update booking b set reminded = make_interval(secs => :lead)
                where b.id in (
                    select id from booking
                    where status = 'CONFIRMED' and starts_at > :from and starts_at <= :until
                    and changed_at <= starts_at - make_interval(secs => :lead)
                    and (reminded is null or reminded > make_interval(secs => :lead))
                    order by starts_at
                    limit :most
                    for update skip locked)
                returning id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at
                """)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("lead", lead.toSeconds())
                .param("most", most)
                .query(Bookings::booking)
                .list();
    }

    /** A person's bookings that end after that, by their start. */
    public List<Booking> notCancelledOf(UUID person, Instant after) {
        return jdbc.sql("""
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at
                from booking
                where (patient_id = :person or doctor_id = :person) and status <> 'CANCELLED' and ends_at > :after
                order by starts_at
                """).param("person", person).param("after", after.atOffset(UTC)).query(Bookings::booking).list();
    }

    private static Booking booking(ResultSet row, int number) throws SQLException {
        return new Booking(row.getObject("id", UUID.class), row.getInt("version"),
                BookingStatus.valueOf(row.getString("status")), new PatientId(row.getObject("patient_id", UUID.class)),
                new DoctorId(row.getObject("doctor_id", UUID.class)), instant(row, "starts_at"),
                instant(row, "ends_at"), instant(row, "changed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
