package dev.medislot.booking.risk;

import static dev.medislot.service.sql.Rows.doctorId;

import dev.medislot.booking.booking.Booking;
import dev.medislot.common.DoctorId;
import dev.medislot.common.event.DoctorChanged.License;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The doctors' licenses, asked for many doctors at once. */
@Repository
class Licenses {

    private static final TypeReference<List<License>> LICENSES = new TypeReference<>() {
    };

    private record Practice(ZoneId zone, List<License> licenses) {}

    /** The licenses of some doctors; an unknown doctor has no license. */
    record Known(Map<DoctorId, Practice> practices) {

        boolean permit(Booking booking) {
            var practice = practices.get(booking.doctorId());
            return practice != null && License.permit(practice.licenses(), booking.patientState(), booking.start());
        }

        /** The visit's date where the doctor is. */
        Optional<LocalDate> dateOf(Booking booking) {
            return Optional.ofNullable(practices.get(booking.doctorId()))
                    .map(practice -> booking.start().atZone(practice.zone()).toLocalDate());
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Licenses(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Known of(List<DoctorId> doctors) {
        var practices = new HashMap<DoctorId, Practice>();
        jdbc.sql("select id, time_zone, licenses from doctor where id in (:doctors)")
                .param("doctors", doctors)
                .query(row -> {
                    practices.put(doctorId(row, "id"), new Practice(ZoneId.of(row.getString("time_zone")),
                            json.readValue(row.getString("licenses"), LICENSES)));
                });
        return new Known(practices);
    }
}
