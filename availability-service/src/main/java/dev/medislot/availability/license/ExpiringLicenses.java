package dev.medislot.availability.license;

import dev.medislot.common.UsState;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Licenses that end soon, with the number of bookings after their last date. */
@Repository
class ExpiringLicenses {

    /**
     * @param strandedBookings bookings after its last date, of patients who will be in that state
     */
    record ExpiringLicense(UUID id, UUID doctorId, String doctorName, UsState state, String number, LocalDate validFrom,
            LocalDate validUntil, int strandedBookings) {}

    private final JdbcClient jdbc;

    ExpiringLicenses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Licenses that end on those dates, both included; ordered by end and id, which make the cursor. */
    List<ExpiringLicense> find(LocalDate from, LocalDate to, int limit, @Nullable Cursor after, Instant now) {
        var where = Where.of("l.valid_until >= (:now at time zone d.time_zone)::date", "now", now)
                .and("l.valid_until between :from and :to", Map.of("from", from, "to", to))
                .and("(l.valid_until, l.id) > (:end, :id)",
                        after == null ? null : Map.of("end", after.date(0), "id", after.uuid(1)));
        return jdbc.sql("""
                select l.id, l.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, l.state, l.number,
                       l.valid_from, l.valid_until,
                       (select count(*) from booking b
                        where b.doctor_id = l.doctor_id and b.status = 'CONFIRMED' and b.patient_state = l.state
                          and b.starts_at > :now and (b.starts_at at time zone d.time_zone)::date > l.valid_until)
                       as stranded
                from license l join doctor d on d.id = l.doctor_id
                %s order by l.valid_until, l.id limit :limit
                """.formatted(where))
                .params(where.params())
                .param("limit", limit)
                .query(ExpiringLicenses::license)
                .list();
    }

    private static ExpiringLicense license(ResultSet row, int number) throws SQLException {
        return new ExpiringLicense(Rows.uuid(row, "id"), Rows.uuid(row, "doctor_id"), row.getString("doctor_name"),
                Rows.state(row, "state"), row.getString("number"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class), row.getInt("stranded"));
    }
}
