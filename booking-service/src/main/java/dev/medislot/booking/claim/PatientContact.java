package dev.medislot.booking.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How the doctor and the front desk reach and recognize the patient of a visit.
 *
 * @param phone the patient's number, or that of a dependent's guardian
 */
public record PatientContact(@Nullable String phone, @Nullable LocalDate dateOfBirth) {

    static PatientContact of(ResultSet row) throws SQLException {
        return new PatientContact(row.getString("phone"), row.getObject("date_of_birth", LocalDate.class));
    }
}
