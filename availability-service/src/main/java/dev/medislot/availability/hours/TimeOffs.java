package dev.medislot.availability.hours;

import dev.medislot.common.DoctorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TimeOffs {

    private final JdbcClient jdbc;

    TimeOffs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** After the given start and id, ordered by them; only time off that ends after that date. */
    List<TimeOff> of(DoctorId doctor, LocalDate endsAfter, LocalDateTime behindStart, UUID behindId, int limit) {
        return jdbc.sql("""
                select id, starts_at, ends_at, reason from time_off
                where doctor_id = ? and ends_at > ? and (starts_at, id) > (?, ?) order by starts_at, id limit ?
                """)
                .params(doctor.value(), endsAfter.atStartOfDay(), behindStart, behindId, limit)
                .query(TimeOffs::timeOff)
                .list();
    }

    Optional<TimeOff> find(DoctorId doctor, UUID id) {
        return jdbc.sql("select id, starts_at, ends_at, reason from time_off where doctor_id = ? and id = ?")
                .params(doctor.value(), id)
                .query(TimeOffs::timeOff)
                .optional();
    }

    void add(DoctorId doctor, TimeOff timeOff) {
        jdbc.sql("""
                insert into time_off (id, doctor_id, starts_at, ends_at, reason)
                values (:id, :doctor, :start, :end, :reason)
                """)
                .param("id", timeOff.id())
                .param("doctor", doctor.value())
                .param("start", timeOff.start())
                .param("end", timeOff.end())
                .param("reason", timeOff.reason())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from time_off where id = ?").param(id).update();
    }

    private static TimeOff timeOff(ResultSet row, int number) throws SQLException {
        return new TimeOff(row.getObject("id", UUID.class), row.getObject("starts_at", LocalDateTime.class),
                row.getObject("ends_at", LocalDateTime.class), row.getString("reason"));
    }
}
