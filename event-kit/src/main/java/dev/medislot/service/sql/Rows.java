package dev.medislot.service.sql;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as our types; the driver knows {@code timestamptz} as OffsetDateTime only. */
public final class Rows {

    private Rows() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column));
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(uuidOrNull(row, column));
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static DoctorId doctorId(ResultSet row, String column) throws SQLException {
        return new DoctorId(uuid(row, column));
    }

    public static PatientId patientId(ResultSet row, String column) throws SQLException {
        return new PatientId(uuid(row, column));
    }

    /** Reads the columns doctor_id, starts_at and visit_type_id. */
    public static SlotId slotId(ResultSet row) throws SQLException {
        return new SlotId(doctorId(row, "doctor_id"), instant(row, "starts_at"), uuidOrNull(row, "visit_type_id"));
    }

    public static UsState state(ResultSet row, String column) throws SQLException {
        return UsState.valueOf(row.getString(column));
    }

    public static @Nullable UsState stateOrNull(ResultSet row, String column) throws SQLException {
        var code = row.getString(column);
        return code == null ? null : UsState.valueOf(code);
    }
}
