package dev.medislot.availability.hours;

import dev.medislot.availability.slot.Hours;
import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dates that have hours of their own. */
@Repository
class DatesHours {

    private final JdbcClient jdbc;

    DatesHours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The dates from the given one on, in order; the date makes the cursor. */
    List<DateHours> of(DoctorId doctor, LocalDate from, int limit, @Nullable Cursor after) {
        var where = Where.of("doctor_id = :doctor", "doctor", doctor)
                .and("date >= :from", "from", from)
                .and("date > :after", after == null ? null : Map.of("after", after.date(0)));
        return jdbc
                .sql("select date, version, starts, ends from date_hours %s order by date limit :limit"
                        .formatted(where))
                .params(where.params())
                .param("limit", limit)
                .query(DatesHours::hours)
                .list();
    }

    Optional<DateHours> find(DoctorId doctor, LocalDate date) {
        return jdbc.sql("""
                select date, version, starts, ends from date_hours where doctor_id = :doctor and date = :date
                """).param("doctor", doctor).param("date", date).query(DatesHours::hours).optional();
    }

    /** The hours of that date as the doctor's hours make them, with or without hours of its own. */
    DateHours on(LocalDate date, Hours hours, DoctorId doctor) {
        return find(doctor, date).orElseGet(() -> new DateHours(DateHours.NOT_SET, date, false,
                hours.on(date).stream().map(DateWindow::of).sorted(DateWindow.BY_START).toList()));
    }

    /** Returns the new version. */
    long set(DoctorId doctor, LocalDate date, List<DateWindow> windows) {
        return jdbc.sql("""
                insert into date_hours (doctor_id, date, starts, ends) values (:doctor, :date, :starts, :ends)
                on conflict (doctor_id, date) do update
                set version = nextval('date_hours_version'), starts = excluded.starts, ends = excluded.ends
                returning version
                """)
                .param("doctor", doctor)
                .param("date", date)
                .param("starts", minutes(windows.stream().map(DateWindow::start).toList()))
                .param("ends", minutes(windows.stream().map(DateWindow::end).toList()))
                .query(Long.class)
                .single();
    }

    void delete(DoctorId doctor, LocalDate date) {
        jdbc.sql("delete from date_hours where doctor_id = :doctor and date = :date")
                .param("doctor", doctor)
                .param("date", date)
                .update();
    }

    private static Short[] minutes(List<TimeOfDay> times) {
        return times.stream().map(time -> (short) time.minutes()).toArray(Short[]::new);
    }

    private static DateHours hours(ResultSet row, int number) throws SQLException {
        var starts = (Short[]) row.getArray("starts").getArray();
        var ends = (Short[]) row.getArray("ends").getArray();
        var windows = IntStream.range(0, starts.length)
                .mapToObj(i -> new DateWindow(new TimeOfDay(starts[i]), new TimeOfDay(ends[i])))
                .toList();
        return new DateHours(row.getLong("version"), row.getObject("date", LocalDate.class), true, windows);
    }
}
