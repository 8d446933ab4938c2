package dev.medislot.availability.hours;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Timeslots {

    private final JdbcClient jdbc;

    Timeslots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** After the given date and id, ordered by them. */
    List<Timeslot> of(DoctorId doctor, LocalDate behindDate, UUID behindId, int limit) {
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                where doctor_id = ? and (first_date, id) > (?, ?) order by first_date, id limit ?
                """).params(doctor.value(), behindDate, behindId, limit).query(Timeslots::timeslot).list();
    }

    List<Timeslot> recurring(DoctorId doctor) {
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                where doctor_id = ? and recurring order by first_date, start_minute
                """).param(doctor.value()).query(Timeslots::timeslot).list();
    }

    /** The doctor's week as of now; one statement, so that version and windows are of one moment. */
    Optional<WorkingHours> week(DoctorId doctor, Instant now) {
        return jdbc.sql("""
                select d.hours_version, d.time_zone, d.slot_minutes, t.id, t.version, t.recurring, t.first_date,
                       t.until, t.start_minute, t.end_minute
                from doctor d left join timeslot t on t.doctor_id = d.id and t.recurring
                where d.id = ?
                """).param(doctor.value()).query(rows -> {
            WorkingHours hours = null;
            var windows = new ArrayList<Window>();
            while (rows.next()) {
                var zone = ZoneId.of(rows.getString("time_zone"));
                if (rows.getObject("id") != null) {
                    windows.add(timeslot(rows, 0).window());
                }
                hours = new WorkingHours(rows.getLong("hours_version"), zone, rows.getInt("slot_minutes"),
                        Week.of(windows, LocalDate.ofInstant(now, zone)));
            }
            return Optional.ofNullable(hours);
        });
    }

    Optional<Timeslot> find(DoctorId doctor, UUID id) {
        return jdbc.sql("""
                select id, version, recurring, first_date, until, start_minute, end_minute from timeslot
                where doctor_id = ? and id = ?
                """).params(doctor.value(), id).query(Timeslots::timeslot).optional();
    }

    /** False when it overlaps another one of the doctor; the constraint, not this code, decides that. */
    boolean add(DoctorId doctor, Timeslot timeslot) {
        var window = timeslot.window();
        return jdbc.sql("""
                insert into timeslot (id, version, doctor_id, recurring, first_date, until, start_minute, end_minute)
                values (:id, :version, :doctor, :recurring, :first, :until, :start, :end)
                on conflict on constraint timeslots_do_not_overlap do nothing
                """)
                .param("id", timeslot.id())
                .param("version", timeslot.version())
                .param("doctor", doctor.value())
                .param("recurring", window.recurring())
                .param("first", window.first())
                .param("until", window.until())
                .param("start", window.start().minutes())
                .param("end", window.end().minutes())
                .update() == 1;
    }

    void delete(UUID id) {
        jdbc.sql("delete from timeslot where id = ?").param(id).update();
    }

    void countChange(DoctorId doctor) {
        jdbc.sql("update doctor set hours_version = hours_version + 1 where id = ?").param(doctor.value()).update();
    }

    private static Timeslot timeslot(ResultSet row, int number) throws SQLException {
        return new Timeslot(row.getObject("id", UUID.class), row.getLong("version"),
                new Window(row.getBoolean("recurring"), row.getObject("first_date", LocalDate.class),
                        row.getObject("until", LocalDate.class), new TimeOfDay(row.getInt("start_minute")),
                        new TimeOfDay(row.getInt("end_minute"))));
    }
}
