package dev.medislot.availability.booking;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.DoctorId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Bookings {

    record Place(DoctorId doctor, Instant start, Instant end) {
    }

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the booking was as far as is known here. */
    @Nullable
    Place place(UUID booking) {
        return jdbc.sql("select doctor_id, starts_at, ends_at from booking where id = ? for update").param(booking)
                .query((row, number) -> new Place(new DoctorId(row.getObject("doctor_id", UUID.class)),
                        row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant()))
                .optional().orElse(null);
    }

    /** False when what is known is as new or newer. */
    boolean apply(BookingListener.BookingFacts booking) {
        return jdbc.sql("""
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set version = excluded.version, doctor_id = excluded.doctor_id, patient_state = excluded.patient_state,
                    status = excluded.status, starts_at = excluded.starts_at, ends_at = excluded.ends_at
                where booking.version < excluded.version
                """).params(booking.bookingId(), booking.version(), booking.doctorId(), booking.patientState().name(),
                booking.status().name(), booking.slot().start().atOffset(UTC), booking.slot().end().atOffset(UTC))
                .update() == 1;
    }
}
