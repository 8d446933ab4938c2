package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Time of doctors that became free, until the waitlist has been asked; written in the transaction that frees it. Only
 * time that an entry of the waitlist may want is written.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class FreedTimes {

    private static final String IS_WANTED = """
            exists (select 1 from waitlist_entry e
                    where e.booking_id is null and (e.doctor_id is null or e.doctor_id = freed.doctor_id)
                      and tstzrange(e.starts_from, e.starts_before) && tstzrange(freed.busy_from, freed.busy_until))
            """;
    private static final String SELECT = """
            select id, doctor_id, starts_at, visit_type_id, patient_id, busy_from, busy_until from freed_time
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    FreedTimes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds the time of a booking that was cancelled or has moved away. */
    public void add(PatientId patient, SlotId slot, Instant end, @Nullable ClaimedVisit visit) {
        jdbc.sql("""
                insert into freed_time (doctor_id, patient_id, visit_type_id, starts_at, busy_from, busy_until, due_at)
                select doctor_id, :patient, :visitType::uuid, :start, busy_from, busy_until, :now
                from (select :doctor::uuid as doctor_id, :busyFrom::timestamptz as busy_from,
                             :busyUntil::timestamptz as busy_until) freed
                where :start > :now and\s""" + IS_WANTED)
                .param("patient", patient)
                .param("visitType", slot.visitType())
                .param("start", slot.start())
                .param("doctor", slot.doctor())
                .param("busyFrom", visit == null ? slot.start() : visit.busyFrom())
                .param("busyUntil", visit == null ? end : visit.busyUntil())
                .param("now", clock.instant())
                .update();
    }

    /** Adds the time of holds that have ended. */
    void addHolds(List<UUID> holds) {
        if (holds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into freed_time (doctor_id, patient_id, visit_type_id, starts_at, busy_from, busy_until, due_at)
                select doctor_id, patient_id, visit_type_id, starts_at, busy_from, busy_until, :now
                from (select doctor_id, patient_id, visit_type_id, starts_at,
                             coalesce(busy_from, starts_at) as busy_from, coalesce(busy_until, ends_at) as busy_until
                      from booking where id in (:holds)) freed
                where starts_at > :now and\s""" + IS_WANTED)
                .param("holds", holds)
                .param("now", clock.instant())
                .update();
    }

    /**
     * The part of a statement that adds the time that a stored day newly offers. The statement has the parameters
     * doctor, date and now.
     *
     * @param days has a row with the {@code day}, and {@code former}, which is null for a new day
     */
    public static String insertNewTimeOf(String days) {
        return """
                insert into freed_time (doctor_id, starts_at, busy_from, busy_until, due_at)
                select :doctor::uuid, lower(time), lower(time), upper(time), :now
                from %s cross join lateral unnest(new_time_of_day(former, day)) time
                where exists (select 1 from waitlist_entry e
                              where e.booking_id is null
                                and tstzrange(e.starts_from, e.starts_before)
                                    && tstzrange(:date::date - 1, :date::date + 3))
                  and upper(time) > :now
                  and exists (select 1 from waitlist_entry e
                              where e.booking_id is null and (e.doctor_id is null or e.doctor_id = :doctor)
                                and tstzrange(e.starts_from, e.starts_before) && time)
                """.formatted(days);
    }

    /** The oldest that are due, without a lock. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<FreedTime> due(Instant now, int max) {
        return jdbc.sql(SELECT + "where due_at <= :now order by due_at, id limit :max")
                .param("now", now)
                .param("max", max)
                .query(FreedTimes::freedTime)
                .list();
    }

    /** Locks a freed time that is still due; empty if another instance has locked or handled it. */
    public Optional<FreedTime> lock(long id, Instant now) {
        return jdbc.sql(SELECT + "where id = :id and due_at <= :now for update skip locked")
                .param("id", id)
                .param("now", now)
                .query(FreedTimes::freedTime)
                .optional();
    }

    public void postpone(long id, Instant until) {
        jdbc.sql("update freed_time set due_at = :until where id = :id").param("until", until).param("id", id).update();
    }

    public void delete(long id) {
        jdbc.sql("delete from freed_time where id = :id").param("id", id).update();
    }

    private static FreedTime freedTime(ResultSet row, int number) throws SQLException {
        var slot = slotId(row);
        var patient = uuidOrNull(row, "patient_id");
        return new FreedTime(row.getLong("id"), slot, patient == null ? null : new PatientId(patient),
                instant(row, "busy_from"), instant(row, "busy_until"));
    }
}
