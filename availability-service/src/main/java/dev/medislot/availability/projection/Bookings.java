package dev.medislot.availability.projection;

import static java.time.ZoneOffset.UTC;

import dev.medislot.availability.projection.KnownBookings.BookingFacts;
import dev.medislot.common.DoctorId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Bookings {

    /** The stored booking before this event, and whether the event adds nothing to it. */
    record Known(DoctorId doctor, Instant start, Instant end, boolean isAsNew) {}

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An unknown booking has no row to lock: without this lock two events about it would both take it for new. */
    @Nullable
    Known lock(BookingFacts booking) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("booking " + booking.bookingId())
                .query(row -> {});
        return jdbc.sql("""
                select doctor_id, starts_at, ends_at, version > :version
                    or (version = :version and doctor_id = :doctor and patient_state = :state and status = :status
                        and starts_at = :start and ends_at = :end) as as_new
                from booking where id = :id
                """)
                .param("id", booking.bookingId())
                .param("version", booking.version())
                .param("doctor", booking.doctorId())
                .param("state", booking.patientState().name())
                .param("status", booking.status().name())
                .param("start", booking.slot().start().atOffset(UTC))
                .param("end", booking.slot().end().atOffset(UTC))
                .query((row, _) -> new Known(new DoctorId(row.getObject("doctor_id", UUID.class)),
                        row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant(),
                        row.getBoolean("as_new")))
                .optional()
                .orElse(null);
    }

    /** With the booking locked. */
    void write(BookingFacts booking) {
        jdbc.sql("""
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set version = excluded.version, doctor_id = excluded.doctor_id, patient_state = excluded.patient_state,
                    status = excluded.status, starts_at = excluded.starts_at, ends_at = excluded.ends_at
                """)
                .params(booking.bookingId(), booking.version(), booking.doctorId(), booking.patientState().name(),
                        booking.status().name(), booking.slot().start().atOffset(UTC),
                        booking.slot().end().atOffset(UTC))
                .update();
    }
}
