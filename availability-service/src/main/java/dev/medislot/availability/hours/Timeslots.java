package dev.medislot.availability.hours;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Timeslots {

    private final JdbcClient jdbc;

    Timeslots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ordered by first date and id, which make the cursor. */
    List<Timeslot> of(DoctorId doctor, int limit, @Nullable Cursor after) {
        var where = Where.of("doctor_id = :doctor", "doctor", doctor)
                .and("(first_date, id) > (:first, :id)",
                        after == null ? null : Map.of("first", after.date(0), "id", after.uuid(1)));
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                %s order by first_date, id limit :limit
                """.formatted(where)).params(where.params()).param("limit", limit).query(Timeslots::timeslot).list();
    }

    List<Timeslot> recurring(DoctorId doctor) {
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                where doctor_id = :doctor and recurring order by first_date, start_minute
                """).param("doctor", doctor).query(Timeslots::timeslot).list();
    }

    /** The doctor's week as of now; one statement, so that version and windows belong together. */
    Optional<WorkingHours> week(DoctorId doctor, Instant now) {
        return jdbc.sql("""
                select d.hours_version, d.time_zone, d.slot_minutes, t.id, t.version, t.recurring, t.first_date,
                       t.until, t.start_minute, t.end_minute
                from doctor d left join timeslot t on t.doctor_id = d.id and t.recurring
                where d.id = :doctor
                """)
                .param("doctor", doctor)
                .query(rows -> rows.next() ? Optional.of(week(rows, now)) : Optional.empty());
    }

    private static WorkingHours week(ResultSet rows, Instant now) throws SQLException {
        var version = rows.getLong("hours_version");
        var zone = ZoneId.of(rows.getString("time_zone"));
        var slotMinutes = rows.getInt("slot_minutes");
        var windows = new ArrayList<Window>();
        do {
            if (rows.getObject("id") != null) {
                windows.add(timeslot(rows, 0).window());
            }
        } while (rows.next());
        return new WorkingHours(version, zone, slotMinutes, Week.of(windows, LocalDate.ofInstant(now, zone)));
    }

    Optional<Timeslot> find(DoctorId doctor, UUID id) {
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                where doctor_id = :doctor and id = :id
                """).param("doctor", doctor).param("id", id).query(Timeslots::timeslot).optional();
    }

    /** Returns false when it overlaps another one of the doctor; the constraints, not this code, decide that. */
    boolean add(DoctorId doctor, Timeslot timeslot) {
        var window = timeslot.window();
        return jdbc.sql("""
                insert into timeslot (id, version, doctor_id, recurring, first_date, until, start_minute, end_minute)
                values (:id, :version, :doctor, :recurring, :first, :until, :start, :end)
                on conflict do nothing
                """)
                .param("id", timeslot.id())
                .param("version", timeslot.version())
                .param("doctor", doctor)
                .param("recurring", window.recurring())
                .param("first", window.first())
                .param("until", window.until())
                .param("start", window.start().minutes())
                .param("end", window.end().minutes())
                .update() == 1;
    }

    void delete(UUID id) {
        jdbc.sql("delete from timeslot where id = :id").param("id", id).update();
    }

    void countChange(DoctorId doctor) {
        jdbc.sql("update doctor set hours_version = hours_version + 1 where id = :id").param("id", doctor).update();
    }

    private static Timeslot timeslot(ResultSet row, int number) throws SQLException {
        return new Timeslot(Rows.uuid(row, "id"), row.getLong("version"),
                new Window(row.getBoolean("recurring"), row.getObject("first_date", LocalDate.class),
                        row.getObject("until", LocalDate.class), new TimeOfDay(row.getInt("start_minute")),
                        new TimeOfDay(row.getInt("end_minute"))));
    }
}
