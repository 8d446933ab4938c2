package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A live booking or hold that shares the doctor's or the patient's time. */
record Obstacle(UUID id, PatientId patient, SlotId slot, @Nullable Instant heldUntil, long holdVersion) {

    static final String SELECT = """
            select id, patient_id, doctor_id, starts_at, held_until, hold_version, visit_type_id from booking
            """;

    static Obstacle of(ResultSet row, int number) throws SQLException {
        return new Obstacle(uuid(row, "id"), patientId(row, "patient_id"), slotId(row),
                instantOrNull(row, "held_until"), row.getLong("hold_version"));
    }

    boolean isLapsed(Instant now) {
        return heldUntil != null && !heldUntil.isAfter(now);
    }

    boolean isHoldOf(PatientId claimant) {
        return heldUntil != null && patient.equals(claimant);
    }
}
