package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a patient attends visits of a doctor, in each mode.
 *
 * @param videoLink the doctor's; missing if that of the clinic counts
 */
public record Attendance(@Nullable String videoLink, @Nullable VisitPlace place, PatientContact contact) {

    /** The columns of {@code doctor_contact c}; a statement adds the patient's phone and date of birth itself. */
    public static final String COLUMNS = """
            c.video_link, c.place_name, c.place_street, c.place_city, c.place_state, c.place_zip, c.place_phone
            """;

    public static Attendance of(ResultSet row) throws SQLException {
        var name = row.getString("place_name");
        var place = name == null ? null
                : new VisitPlace(name, row.getString("place_street"), row.getString("place_city"),
                        state(row, "place_state"), row.getString("place_zip"), row.getString("place_phone"));
        return new Attendance(row.getString("video_link"), place, PatientContact.of(row));
    }

    /** This attendance, with the clinic's link if the doctor has none. */
    public Attendance orLink(@Nullable String clinics) {
        return videoLink == null ? new Attendance(clinics, place, contact) : this;
    }
}
