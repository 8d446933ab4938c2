package dev.medislot.availability.opening;

import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Finds openings, ordered by start, doctor and the bit of the visit type.
 * <p>
 * Where many doctors are licensed, reading openings by start soon fills a page. With few licensed doctors, or busy
 * ones, it would read too much: then the search starts from the doctors. See {@code docs/openings-at-scale.md} for the
 * measured times.
 */
@Repository
class Openings {

    /**
     * Up to this number of doctors it is faster to search from the doctors: searching a doctor takes as long as reading
     * 600 openings, and the fewer doctors of all can be booked, the more openings it takes to find a page.
     */
    private static final String FEW_DOCTORS = """
            select coalesce(:few::int, ceil(sqrt(greatest(reltuples, 0) / 12))::int) as few
            from pg_class where oid = 'doctor'::regclass
            """;

    /** The number of openings to read by start before switching to one query per doctor. */
    private static final int READ_AHEAD = 20_000;

    private static final UUID LAST_ID = new UUID(-1, -1);

    private static final String OPEN = """
            s.open <> 0 and s.states & :mask <> 0
              and s.starts_at >= :from and (s.starts_at, s.doctor_id) >= (:from, :after)
              and (s.starts_at, s.doctor_id, v.bit) > (:from, :after, :afterBit) and s.starts_at < :to
              and %s
            """.formatted(OpenVisits.NOT_HELD);

    private final JdbcClient jdbc;
    private final @Nullable Integer fewDoctors;
    private final int readAhead;

    @Autowired
    Openings(JdbcClient jdbc) {
        this(jdbc, null, READ_AHEAD);
    }

    /** @param fewDoctors null for a number that suits the number of all doctors */
    Openings(JdbcClient jdbc, @Nullable Integer fewDoctors, int readAhead) {
        this.jdbc = jdbc;
        this.fewDoctors = fewDoctors;
        this.readAhead = readAhead;
    }

    List<Opening> find(Search search, Instant now) {
        if (search.doctor() != null) {
            return ofEachDoctor(search, now);
        }
        var candidates = candidates(search);
        if (candidates.areFew()) {
            return candidates.doctors() == 0 ? List.of() : ofEachDoctor(search, now);
        }
        var found = byStart(search, now);
        return found.size() < search.limit() && reachesBeyondReadAhead(search) ? ofEachDoctor(search, now) : found;
    }

    /** @param doctors the number of doctors, counted up to one more than few */
    private record Candidates(int doctors, int few) {

        boolean areFew() {
            return doctors <= few;
        }
    }

    private Candidates candidates(Search search) {
        var sql = """
                select few, (select count(*) from (%s limit few + 1) candidate) as doctors from (%s) few
                """.formatted(OpenVisits.doctors(search), FEW_DOCTORS);
        return statement(sql, search).param("few", fewDoctors)
                .query((row, _) -> new Candidates(row.getInt("doctors"), row.getInt("few")))
                .single();
    }

    /** Reads the next openings of all states and keeps those of the state. */
    private List<Opening> byStart(Search search, Instant now) {
        var sql = """
                select s.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, s.starts_at, %s
                from (select doctor_id, starts_at, ends_at, states, open from slot
                      where open <> 0 and (starts_at, doctor_id) >= (:from, :after) and starts_at < :to
                      order by starts_at, doctor_id
                      limit :readAhead) s
                join doctor d on d.id = s.doctor_id
                cross join %s
                where s.states & :mask <> 0 and (s.starts_at, s.doctor_id, v.bit) > (:from, :after, :afterBit)
                  and (:specialty::text is null or d.search_specialty = (select search_text(:specialty::text)))
                  and %s
                order by s.starts_at, s.doctor_id, v.bit
                limit :limit
                """.formatted(OpenVisits.COLUMNS, OpenVisits.visitsAtSlot(search), OpenVisits.NOT_HELD);
        return statement(sql, search).param("readAhead", readAhead).param("now", now).query(Openings::opening).list();
    }

    private boolean reachesBeyondReadAhead(Search search) {
        var sql = """
                select exists (
                    select 1 from slot
                    where open <> 0 and (starts_at, doctor_id) >= (:from, :after) and starts_at < :to
                    order by starts_at, doctor_id
                    offset :readAhead)
                """;
        return statement(sql, search).param("readAhead", readAhead).query(Boolean.class).single();
    }

    /** A page has openings only of the doctors with the earliest first openings, at most one page of doctors. */
    private List<Opening> ofEachDoctor(Search search, Instant now) {
        var sql = """
                with soonest as (
                    select c.doctor_id, c.visits
                    from (%s) c
                    cross join lateral (
                        select s.starts_at from slot s cross join %s
                        where s.doctor_id = c.doctor_id and %s
                        order by s.starts_at
                        limit 1) first
                    order by first.starts_at, c.doctor_id
                    limit :limit)
                select found.*, d.first_name || ' ' || d.last_name as doctor_name
                from soonest c
                join doctor d on d.id = c.doctor_id
                cross join lateral (
                    select s.doctor_id, s.starts_at, %s from slot s cross join %s
                    where s.doctor_id = c.doctor_id and %s
                    order by s.starts_at, v.bit
                    limit :limit) found
                order by found.starts_at, found.doctor_id, found.bit
                limit :limit
                """.formatted(OpenVisits.doctorsAndVisits(search), OpenVisits.visits(), OPEN, OpenVisits.COLUMNS,
                OpenVisits.visits(), OPEN);
        return statement(sql, search).param("now", now).query(Openings::opening).list();
    }

    /** Every start comes after the instant before {@code from} if there is no cursor. */
    private StatementSpec statement(String sql, Search search) {
        var from = search.from().truncatedTo(ChronoUnit.MICROS);
        var after = search.after();
        return jdbc.sql(sql)
                .param("state", search.state())
                .param("doctor", search.doctor())
                .param("mask", search.mask())
                .param("from", after == null ? from.minus(1, ChronoUnit.MICROS) : from)
                .param("after", after == null ? LAST_ID : after)
                .param("afterBit", after == null ? Search.DEFAULT_VISIT : search.afterBit())
                .param("to", search.to())
                .param("visitType", search.visitType())
                .param("mode", search.mode())
                .param("specialty", search.specialty())
                .param("limit", search.limit())
                .param("holder", search.holder());
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        return new Opening(Rows.doctorId(row, "doctor_id"), row.getString("doctor_name"),
                Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"), OpenVisits.visit(row));
    }
}
