package dev.medislot.booking.hold;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.utc;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The holds among the bookings. */
@Repository
class Holds {

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Hold> live(SlotId slot, PatientId patient, Instant now) {
        return jdbc.sql("""
                select id, held_until from booking
                where doctor_id = ? and starts_at = ? and patient_id = ? and status in ('CONFIRMED', 'HELD')
                  and held_until > ?
                """)
                .params(slot.doctor().value(), utc(slot.start()), patient.value(), utc(now))
                .query((row, _) -> new Hold(row.getObject("id", UUID.class), slot, instant(row, "held_until")))
                .optional();
    }
}
