package dev.medislot.availability.hours;

import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TimeOffs {

    private final JdbcClient jdbc;

    TimeOffs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Time off that ends after that date; ordered by start and id, which make the cursor. */
    List<TimeOff> of(DoctorId doctor, LocalDate endsAfter, int limit, @Nullable Cursor after) {
        var where = Where.of("doctor_id = :doctor", "doctor", doctor)
                .and("ends_at > :endsAfter", "endsAfter", endsAfter.atStartOfDay())
                .and("(starts_at, id) > (:start, :id)", after == null ? null
                        : Map.of("start", LocalMinutes.parse("cursor", after.text(0)), "id", after.uuid(1)));
        return jdbc.sql("""
                select id, starts_at, ends_at, reason from time_off
                %s order by starts_at, id limit :limit
                """.formatted(where)).params(where.params()).param("limit", limit).query(TimeOffs::timeOff).list();
    }

    Optional<TimeOff> find(DoctorId doctor, UUID id) {
        return jdbc.sql("select id, starts_at, ends_at, reason from time_off where doctor_id = :doctor and id = :id")
                .param("doctor", doctor)
                .param("id", id)
                .query(TimeOffs::timeOff)
                .optional();
    }

    void add(DoctorId doctor, TimeOff timeOff) {
        jdbc.sql("""
                insert into time_off (id, doctor_id, starts_at, ends_at, reason)
                values (:id, :doctor, :start, :end, :reason)
                """)
                .param("id", timeOff.id())
                .param("doctor", doctor)
                .param("start", timeOff.start())
                .param("end", timeOff.end())
                .param("reason", timeOff.reason())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from time_off where id = :id").param("id", id).update();
    }

    private static TimeOff timeOff(ResultSet row, int number) throws SQLException {
        return new TimeOff(Rows.uuid(row, "id"), row.getObject("starts_at", LocalDateTime.class),
                row.getObject("ends_at", LocalDateTime.class), row.getString("reason"));
    }
}
