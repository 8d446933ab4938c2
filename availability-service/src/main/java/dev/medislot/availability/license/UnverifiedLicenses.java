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

/** Licenses that wait for verification by staff. */
@Repository
class UnverifiedLicenses {

    /** @param waitingSince when it was entered, or last changed */
    record UnverifiedLicense(UUID id, long version, UUID doctorId, String doctorName, UsState state, String number,
            LocalDate validFrom, @Nullable LocalDate validUntil, Instant waitingSince) {}

    private final JdbcClient jdbc;

    UnverifiedLicenses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ordered by the start of the wait and id, which make the cursor. */
    List<UnverifiedLicense> find(int limit, @Nullable Cursor after) {
        var where = Where.of("l.verified_at is null")
                .and("(l.entered_at, l.id) > (:since, :id)",
                        after == null ? null : Map.of("since", after.instant(0), "id", after.uuid(1)));
        return jdbc.sql("""
                select l.id, l.version, l.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, l.state,
                       l.number, l.valid_from, l.valid_until, l.entered_at
                from license l
                join doctor d on d.id = l.doctor_id
                %s order by l.entered_at, l.id limit :limit
                """.formatted(where))
                .params(where.params())
                .param("limit", limit)
                .query(UnverifiedLicenses::license)
                .list();
    }

    private static UnverifiedLicense license(ResultSet row, int number) throws SQLException {
        return new UnverifiedLicense(Rows.uuid(row, "id"), row.getLong("version"), Rows.uuid(row, "doctor_id"),
                row.getString("doctor_name"), Rows.state(row, "state"), row.getString("number"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class),
                Rows.instant(row, "entered_at"));
    }
}
