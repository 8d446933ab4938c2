package dev.medislot.availability.projection;

import dev.medislot.availability.projection.KnownBookings.BookingFacts;
import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class Bookings {

    /** The stored booking before this event, and whether the event adds nothing to it. */
    record Known(DoctorId doctor, Instant start, Instant end, Instant busyFrom, Instant busyUntil, boolean isAsNew) {}

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An unknown booking has no row to lock: without this lock two events about it would both take it for new. */
    @Nullable
    Known lock(BookingFacts booking) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "booking " + booking.bookingId())
                .query(row -> {});
        return statement("""
                select doctor_id, starts_at, ends_at, coalesce(busy_from, starts_at) as busy_from,
                       coalesce(busy_until, ends_at) as busy_until, version > :version
                    or (version = :version and doctor_id = :doctor and patient_state = :state and status = :status
                        and starts_at = :start and ends_at = :end
                        and visit_type_id is not distinct from :visitType::uuid
                        and busy_from is not distinct from :busyFrom::timestamptz
                        and busy_until is not distinct from :busyUntil::timestamptz) as as_new
                from booking where id = :id
                """, booking).query((row, _) -> new Known(Rows.doctorId(row, "doctor_id"),
                Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"), Rows.instant(row, "busy_from"),
                Rows.instant(row, "busy_until"), row.getBoolean("as_new"))).optional().orElse(null);
    }

    /** The booking must be locked. */
    void write(BookingFacts booking) {
        statement("""
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at, visit_type_id,
                                     busy_from, busy_until)
                values (:id, :version, :doctor, :state, :status, :start, :end, :visitType::uuid, :busyFrom::timestamptz,
                        :busyUntil::timestamptz)
                on conflict (id) do update
                set version = excluded.version, doctor_id = excluded.doctor_id, patient_state = excluded.patient_state,
                    status = excluded.status, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    visit_type_id = excluded.visit_type_id, busy_from = excluded.busy_from,
                    busy_until = excluded.busy_until
                """, booking).update();
    }

    private StatementSpec statement(String sql, BookingFacts booking) {
        return jdbc.sql(sql)
                .param("id", booking.bookingId())
                .param("version", booking.version())
                .param("doctor", booking.doctorId())
                .param("state", booking.patientState())
                .param("status", booking.status())
                .param("start", booking.slot().start())
                .param("end", booking.slot().end())
                .param("visitType", booking.slot().id().visitType())
                .param("busyFrom", booking.busyFrom())
                .param("busyUntil", booking.busyUntil());
    }
}
