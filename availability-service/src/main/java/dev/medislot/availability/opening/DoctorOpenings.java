package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Finds the doctors with openings, by their first opening, and counts openings per day.
 * <p>
 * As in {@link Openings}: where many doctors are licensed, reading openings by start soon gives the answer; otherwise
 * the search starts from the doctors. See {@code docs/openings-at-scale.md} for the measured times.
 */
@Repository
class DoctorOpenings {

    /** The highest count of a day. Counting on would read each opening of each doctor. */
    static final int MAX_COUNT = 200;

    private static final int FEW_DOCTORS = 500;
    private static final int READ_AHEAD = 20_000;

    /** A doctor and the start of their first opening, which make the cursor. */
    record FirstOpening(DoctorId doctor, Instant start) {}

    record Doctor(DoctorId id, String name, @Nullable String specialty, @Nullable Double average, int ratings) {}

    /** @param complete whether the count is final: at its max, or of all openings of the day */
    private record Counted(int day, int count, boolean complete) {}

    private static final String MATCHES = """
            s.states & :mask <> 0
              and (:specialty::text is null
                   or (select d.search_specialty from doctor d where d.id = s.doctor_id)
                      = (select search_text(:specialty::text)))
              and %s
            """.formatted(OpenVisits.NOT_HELD);
    private static final String OPEN_OF_DOCTOR = """
            s.open <> 0 and s.states & :mask <> 0 and %s
            """.formatted(OpenVisits.NOT_HELD);

    private final JdbcClient jdbc;
    private final int fewDoctors;
    private final int readAhead;

    @Autowired
    DoctorOpenings(JdbcClient jdbc) {
        this(jdbc, FEW_DOCTORS, READ_AHEAD);
    }

    DoctorOpenings(JdbcClient jdbc, int fewDoctors, int readAhead) {
        this.jdbc = jdbc;
        this.fewDoctors = fewDoctors;
        this.readAhead = readAhead;
    }

    /** Doctors with an opening in the window, by their first one and id, after the last of the page before. */
    List<FirstOpening> firstOpenings(Search search, @Nullable FirstOpening after, Instant now) {
        if (isForFewDoctors(search)) {
            return firstByDoctor(search, after, now);
        }
        var found = firstByStart(search, after, now);
        return found.size() < search.limit() ? firstByDoctor(search, after, now) : found;
    }

    private boolean isForFewDoctors(Search search) {
        return search.doctor() != null
                || jdbc.sql("select count(*) from (%s limit :max) few".formatted(OpenVisits.doctors(search)))
                        .param("state", search.state())
                        .param("specialty", search.specialty())
                        .param("visitType", search.visitType())
                        .param("mode", search.mode())
                        .param("max", fewDoctors + 1)
                        .query(Integer.class)
                        .single() <= fewDoctors;
    }

    private List<FirstOpening> firstByDoctor(Search search, @Nullable FirstOpening after, Instant now) {
        var sql = """
                select c.doctor_id, first.starts_at
                from (%s) c
                cross join lateral (
                    select s.starts_at from slot s cross join %s
                    where s.doctor_id = c.doctor_id and s.starts_at >= :from and s.starts_at < :to and %s
                    order by s.starts_at
                    limit 1) first
                where (first.starts_at, c.doctor_id) > (:afterStart, :afterDoctor)
                order by first.starts_at, c.doctor_id
                limit :limit
                """.formatted(OpenVisits.doctorsAndVisits(search), OpenVisits.visits(), OPEN_OF_DOCTOR);
        return page(sql, search, after, now).query(DoctorOpenings::firstOpening).list();
    }

    /** Reads openings after the cursor; doctors with an earlier opening were on an earlier page. */
    private List<FirstOpening> firstByStart(Search search, @Nullable FirstOpening after, Instant now) {
        var sql = """
                with early as materialized (
                    select s.doctor_id, min(s.starts_at) as starts_at
                    from (select doctor_id, starts_at, ends_at, states, open from slot
                          where open <> 0 and (starts_at, doctor_id) > (:afterStart, :afterDoctor) and starts_at < :to
                          order by starts_at, doctor_id
                          limit :readAhead) s
                    cross join %s
                    cross join %s
                    where %s
                    group by s.doctor_id)
                select early.doctor_id, early.starts_at
                from early
                where (select true from %s cross join slot s cross join %s
                       where s.doctor_id = early.doctor_id and s.starts_at >= :from
                         and s.starts_at < early.starts_at and %s
                       limit 1) is null
                order by early.starts_at, early.doctor_id
                limit :limit
                """.formatted(OpenVisits.visitsOfDoctor(search, "s.doctor_id"), OpenVisits.visits(), MATCHES,
                OpenVisits.visitsOfDoctor(search, "early.doctor_id"), OpenVisits.visits(), OPEN_OF_DOCTOR);
        return page(sql, search, after, now).param("readAhead", Math.max(1, readAhead / 10))
                .query(DoctorOpenings::firstOpening)
                .list();
    }

    /**
     * Returns the number of openings of each day, at most {@link #MAX_COUNT}.
     *
     * @param bounds the start of each day, and the end of the last one
     */
    int[] counts(Search search, List<Instant> bounds, Instant now) {
        var counts = new int[bounds.size() - 1];
        var uncounted = new ArrayList<>(IntStream.range(0, counts.length).boxed().toList());
        if (!isForFewDoctors(search)) {
            for (var day : countedByStart(search, bounds, now)) {
                counts[day.day()] = day.count();
                if (day.complete()) {
                    uncounted.removeIf(each -> each == day.day());
                }
            }
        }
        if (!uncounted.isEmpty()) {
            countedByDoctor(search, bounds, uncounted, now).forEach(day -> counts[day.day()] = day.count());
        }
        return counts;
    }

    private List<Counted> countedByStart(Search search, List<Instant> bounds, Instant now) {
        var openOfDay = """
                from slot
                where open <> 0 and starts_at >= greatest(day.starts_at, :from)
                  and starts_at < least(day.ends_at, :to)
                order by starts_at, doctor_id""";
        var sql = """
                select day.day, counted.count,
                       counted.count = :maxCount or not exists (select 1 %s offset :readAhead) as complete
                from unnest(:days::int[], :starts::timestamptz[], :ends::timestamptz[])
                    day (day, starts_at, ends_at)
                cross join lateral (
                    select count(*) as count
                    from (select 1 from (select doctor_id, starts_at, ends_at, states, open %s limit :readAhead) s
                          cross join %s
                          cross join %s
                          where %s
                          limit :maxCount) found) counted
                """.formatted(openOfDay, openOfDay, OpenVisits.visitsOfDoctor(search, "s.doctor_id"),
                OpenVisits.visits(), MATCHES);
        var days = IntStream.range(0, bounds.size() - 1).boxed().toList();
        return days(sql, search, bounds, days, now).param("readAhead", readAhead).query(DoctorOpenings::counted).list();
    }

    private List<Counted> countedByDoctor(Search search, List<Instant> bounds, List<Integer> days, Instant now) {
        var sql = """
                select day.day, least(count(*), :maxCount) as count, true as complete
                from (%s) c
                cross join unnest(:days::int[], :starts::timestamptz[], :ends::timestamptz[])
                    day (day, starts_at, ends_at)
                join slot s on s.doctor_id = c.doctor_id
                    and s.starts_at >= greatest(day.starts_at, :from) and s.starts_at < least(day.ends_at, :to)
                cross join %s
                where %s
                group by day.day
                """.formatted(OpenVisits.doctorsAndVisits(search), OpenVisits.visits(), OPEN_OF_DOCTOR);
        return days(sql, search, bounds, days, now).query(DoctorOpenings::counted).list();
    }

    /** All openings of some doctors in the window, by doctor and start. */
    List<Opening> of(List<DoctorId> doctors, Search search, Instant now) {
        var sql = """
                select s.doctor_id, s.starts_at, %s
                from doctor d
                cross join %s
                join slot s on s.doctor_id = d.id and s.starts_at >= :from and s.starts_at < :to
                cross join %s
                where d.id in (:doctors) and %s
                order by s.doctor_id, s.starts_at, v.bit
                """.formatted(OpenVisits.COLUMNS, OpenVisits.visitsOfDoctor(search, "d.id"), OpenVisits.visits(),
                OPEN_OF_DOCTOR);
        return doctors.isEmpty() ? List.of()
                : statement(sql, search, now).param("doctors", doctors)
                        .query((row, _) -> new Opening(Rows.doctorId(row, "doctor_id"), "",
                                Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"), OpenVisits.visit(row)))
                        .list();
    }

    List<Doctor> doctors(List<DoctorId> ids) {
        var sql = """
                select d.id, d.first_name || ' ' || d.last_name as name, d.specialty,
                       nullif(r.average, 0) as average, coalesce(r.count, 0) as count
                from doctor d left join rating r on r.doctor_id = d.id
                where d.id in (:ids)
                """;
        return ids.isEmpty() ? List.of() : jdbc.sql(sql).param("ids", ids).query(DoctorOpenings::doctor).list();
    }

    private StatementSpec page(String sql, Search search, @Nullable FirstOpening after, Instant now) {
        return statement(sql, search, now)
                .param("afterStart", after == null ? search.from().minus(1, ChronoUnit.MICROS) : after.start())
                .param("afterDoctor", after == null ? new UUID(-1, -1) : after.doctor())
                .param("limit", search.limit());
    }

    private StatementSpec days(String sql, Search search, List<Instant> bounds, List<Integer> days, Instant now) {
        return statement(sql, search, now).param("days", array(days))
                .param("starts", array(days.stream().map(bounds::get).toList()))
                .param("ends", array(days.stream().map(day -> bounds.get(day + 1)).toList()))
                .param("maxCount", MAX_COUNT);
    }

    private static String array(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private StatementSpec statement(String sql, Search search, Instant now) {
        return jdbc.sql(sql)
                .param("state", search.state())
                .param("doctor", search.doctor())
                .param("mask", search.mask())
                .param("specialty", search.specialty())
                .param("from", search.from())
                .param("to", search.to())
                .param("holder", search.holder())
                .param("visitType", search.visitType())
                .param("mode", search.mode())
                .param("now", now);
    }

    private static Doctor doctor(ResultSet row, int number) throws SQLException {
        return new Doctor(Rows.doctorId(row, "id"), row.getString("name"), row.getString("specialty"),
                row.getObject("average", Double.class), row.getInt("count"));
    }

    private static FirstOpening firstOpening(ResultSet row, int number) throws SQLException {
        return new FirstOpening(Rows.doctorId(row, "doctor_id"), Rows.instant(row, "starts_at"));
    }

    private static Counted counted(ResultSet row, int number) throws SQLException {
        return new Counted(row.getInt("day"), row.getInt("count"), row.getBoolean("complete"));
    }
}
