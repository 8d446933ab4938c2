package dev.medislot.availability.opening;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.DoctorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds openings, ordered by start and doctor. */
@Repository
class Openings {

    private final JdbcClient jdbc;

    Openings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Opening> find(Search search, Instant now) {
        return jdbc.sql("""
                select s.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, s.starts_at, s.ends_at
                from slot s join doctor d on d.id = s.doctor_id
                where not s.booked and not s.time_off and s.states & :mask <> 0
                  and s.starts_at >= :from and s.starts_at < :to
                  and (s.starts_at > :from or :behind::uuid is null or s.doctor_id > :behind::uuid)
                  and (:doctor::uuid is null or s.doctor_id = :doctor::uuid)
                  and (:specialty::text is null or lower(d.specialty) = lower(:specialty))
                  and not exists (
                      select 1 from hold h where h.doctor_id = s.doctor_id and h.held_until > :now
                        and h.starts_at < s.ends_at and h.ends_at > s.starts_at)
                order by s.starts_at, s.doctor_id
                limit :limit
                """).param("mask", search.mask()).param("from", search.from().atOffset(UTC))
                .param("to", search.to().atOffset(UTC)).param("behind", search.behind())
                .param("doctor", search.doctor() == null ? null : search.doctor().value())
                .param("specialty", search.specialty()).param("now", now.atOffset(UTC)).param("limit", search.limit())
                .query(Openings::opening).list();
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        return new Opening(new DoctorId(row.getObject("doctor_id", UUID.class)), row.getString("doctor_name"),
                row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant());
    }
}
