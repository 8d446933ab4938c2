package dev.medislot.availability.opening;

import dev.medislot.availability.opening.Opening.OpenVisit;
import dev.medislot.common.DoctorId;
import dev.medislot.common.VisitMode;
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

    /** Up to this number of doctors, one query per doctor is faster than reading openings by start. */
    private static final int FEW_DOCTORS = 200;

    /** The number of openings to read by start before switching to one query per doctor. */
    private static final int READ_AHEAD = 20_000;

    private static final UUID LAST_ID = new UUID(-1, -1);

    static final String NOT_HELD = """
            not exists (
                select 1 from hold h where h.doctor_id = s.doctor_id and h.held_until > :now
                  and coalesce(h.busy_from, h.starts_at) < v.busy_until
                  and coalesce(h.busy_until, h.ends_at) > v.busy_from
                  and (h.patient_id = :holder::uuid) is not true)
            """;
    /** What can start with an open slot {@code s}: the default visit, or visit types of its doctor. */
    static final String VISITS = """
            lateral (
                select null::uuid as visit_type_id, 62 as bit, null as name, null as mode, s.ends_at,
                       s.starts_at as busy_from, s.ends_at as busy_until
                where s.open = 4611686018427387904 and :visitType::uuid is null
                union all
                select o.visit_type_id, o.bit, o.name, o.mode, s.starts_at + o.minutes * interval '1 minute',
                       s.starts_at - o.buffer_before * interval '1 minute',
                       s.starts_at + (o.minutes + o.buffer_after) * interval '1 minute'
                from offered_visit o
                where s.open <> 4611686018427387904 and o.doctor_id = s.doctor_id and s.open & o.mask <> 0
                  and (:visitType::uuid is null or o.visit_type_id = :visitType::uuid)
                  and (o.state is null or :state::text is null or o.state = :state::text)) v
            """;
    private static final String OPEN = """
            s.open <> 0 and s.states & :mask <> 0
              and s.starts_at >= :from and (s.starts_at, s.doctor_id) >= (:from, :after)
              and (s.starts_at, s.doctor_id, v.bit) > (:from, :after, :afterBit) and s.starts_at < :to
              and %s
            """.formatted(NOT_HELD);
    private static final String COLUMNS = """
            s.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, s.starts_at, v.ends_at, v.visit_type_id,
            v.bit, v.name as visit_type_name, v.mode
            """;
    private static final String OF_ONE_DOCTOR = """
            select %s
            from slot s join doctor d on d.id = s.doctor_id cross join %s
            where s.doctor_id = :doctor and %s
              and (:specialty::text is null or d.search_specialty = (select search_text(:specialty::text)))
            order by s.starts_at, v.bit
            limit :limit
            """.formatted(COLUMNS, VISITS, OPEN);
    /** Reads the next openings of all states and keeps those of the state. */
    private static final String BY_START = """
            select %s
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
            """.formatted(COLUMNS, VISITS, NOT_HELD);

    private final JdbcClient jdbc;
    private final int fewDoctors;
    private final int readAhead;

    @Autowired
    Openings(JdbcClient jdbc) {
        this(jdbc, FEW_DOCTORS, READ_AHEAD);
    }

    Openings(JdbcClient jdbc, int fewDoctors, int readAhead) {
        this.jdbc = jdbc;
        this.fewDoctors = fewDoctors;
        this.readAhead = readAhead;
    }

    List<Opening> find(Search search, Instant now) {
        if (search.doctor() != null) {
            return ofOneDoctor(search, search.doctor(), now);
        }
        int doctors = candidatesUpTo(fewDoctors + 1, search);
        if (doctors <= fewDoctors) {
            return doctors == 0 ? List.of() : ofEachDoctor(search, now);
        }
        var found = byStart(search, now);
        return found.size() < search.limit() && reachesBeyondReadAhead(search) ? ofEachDoctor(search, now) : found;
    }

    private int candidatesUpTo(int max, Search search) {
        var sql = """
                select count(*) from (
                    select distinct l.doctor_id from verified_license l
                    where l.state = :state %s %s limit :max) candidate
                """.formatted(ofSpecialty(search), ofVisitType(search));
        return statement(sql, search).param("max", max).query(Integer.class).single();
    }

    private List<Opening> ofOneDoctor(Search search, DoctorId doctor, Instant now) {
        return statement(OF_ONE_DOCTOR, search).param("doctor", doctor)
                .param("now", now)
                .query(Openings::opening)
                .list();
    }

    private List<Opening> byStart(Search search, Instant now) {
        return statement(BY_START, search).param("readAhead", readAhead)
                .param("now", now)
                .query(Openings::opening)
                .list();
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
                    select l.doctor_id
                    from (select distinct l.doctor_id from verified_license l where l.state = :state %s %s) l
                    cross join lateral (
                        select s.starts_at from slot s cross join %s
                        where s.doctor_id = l.doctor_id and %s
                        order by s.starts_at
                        limit 1) first
                    order by first.starts_at, l.doctor_id
                    limit :limit)
                select v.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, v.starts_at, v.ends_at,
                       v.visit_type_id, v.bit, v.visit_type_name, v.mode
                from (select found.* from soonest
                      cross join lateral (
                          select s.doctor_id, s.starts_at, v.ends_at, v.visit_type_id, v.bit,
                                 v.name as visit_type_name, v.mode
                          from slot s cross join %s
                          where s.doctor_id = soonest.doctor_id and %s
                          order by s.starts_at, v.bit
                          limit :limit) found
                      order by found.starts_at, found.doctor_id, found.bit
                      limit :limit) v
                join doctor d on d.id = v.doctor_id
                order by v.starts_at, v.doctor_id, v.bit
                """.formatted(ofSpecialty(search), ofVisitType(search), VISITS, OPEN, VISITS, OPEN);
        return statement(sql, search).param("now", now).query(Openings::opening).list();
    }

    private static String ofSpecialty(Search search) {
        return search.specialty() == null ? "" : """
                and exists (
                    select 1 from doctor d
                    where d.id = l.doctor_id and d.search_specialty = (select search_text(:specialty::text)))""";
    }

    static String ofVisitType(Search search) {
        return search.visitType() == null ? "" : """
                and exists (
                    select 1 from offered_visit o
                    where o.doctor_id = l.doctor_id and o.visit_type_id = :visitType)""";
    }

    /** Without a cursor every start comes after the instant before {@code from}. */
    private StatementSpec statement(String sql, Search search) {
        var from = search.from().truncatedTo(ChronoUnit.MICROS);
        var after = search.after();
        return jdbc.sql(sql)
                .param("state", search.state())
                .param("mask", search.mask())
                .param("from", after == null ? from.minus(1, ChronoUnit.MICROS) : from)
                .param("after", after == null ? LAST_ID : after)
                .param("afterBit", after == null ? Search.DEFAULT_VISIT : search.afterBit())
                .param("to", search.to())
                .param("visitType", search.visitType())
                .param("specialty", search.specialty())
                .param("limit", search.limit())
                .param("holder", search.holder());
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        return new Opening(Rows.doctorId(row, "doctor_id"), row.getString("doctor_name"),
                Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"), visit(row));
    }

    static @Nullable OpenVisit visit(ResultSet row) throws SQLException {
        var mode = row.getString("mode");
        return mode == null ? null
                : new OpenVisit(Rows.uuid(row, "visit_type_id"), row.getInt("bit"), row.getString("visit_type_name"),
                        VisitMode.valueOf(mode));
    }
}
