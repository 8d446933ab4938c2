package dev.medislot.availability.closure;

import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.availability.withdrawal.AffectedBooking;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The upcoming bookings whose slot a closure takes away, of all doctors. */
@Repository
class AffectedByClosure {

    static final int MAX_LISTED = 1_000;

    private static final Duration MAX_OFFSET = Duration.ofHours(18);

    /** The first bookings, and the number of all. */
    record Affected(List<AffectedBooking> bookings, int count) {}

    private record Counted(AffectedBooking booking, int count) {}

    private final JdbcClient jdbc;

    AffectedByClosure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The bookings affected by the rules of an edit of each doctor: slots of the default visit end with their booking,
     * steps of a grid cover it together, in local time. The clocks go back by 2 hours at most.
     */
    Affected of(Closure closure, Instant now) {
        var rows = jdbc.sql("""
                select b.id, b.doctor_id, b.visit_type_id, b.starts_at, b.ends_at, b.patient_state,
                       count(*) over () as count
                from booking b join doctor d on d.id = b.doctor_id
                cross join lateral (
                    select b.starts_at at time zone d.time_zone as starts,
                           (b.starts_at at time zone d.time_zone) + (b.ends_at - b.starts_at) as ends) visit
                cross join lateral (select least(visit.ends, d.published_until::timestamp) as ends) published
                where b.status = 'CONFIRMED' and b.starts_at > :now and b.starts_at > :from and b.starts_at < :until
                  and visit.starts < :end and visit.ends > :start
                  and (exists (
                          select 1 from slot s
                          where s.doctor_id = b.doctor_id and s.starts_at = b.starts_at and s.ends_at = b.ends_at
                            and s.fits is null and not s.time_off)
                       or (select sum(least(step.ends, published.ends) - greatest(step.starts, visit.starts))
                           from (select s.starts_at at time zone d.time_zone as starts,
                                        (s.starts_at at time zone d.time_zone) + (s.ends_at - s.starts_at) as ends
                                 from slot s
                                 where s.doctor_id = b.doctor_id and s.starts_at > b.starts_at - interval '8 hours'
                                   and s.starts_at < b.ends_at + interval '2 hours' and s.fits is not null
                                   and not s.time_off) step
                           where step.starts < published.ends and step.ends > visit.starts)
                          = published.ends - visit.starts)
                order by b.starts_at, b.id limit :limit
                """)
                .param("now", now)
                .param("from",
                        closure.start().toInstant(ZoneOffset.UTC).minus(MAX_OFFSET).minus(OfferedVisit.MAX_LENGTH))
                .param("until", closure.end().toInstant(ZoneOffset.UTC).plus(MAX_OFFSET))
                .param("start", closure.start())
                .param("end", closure.end())
                .param("limit", MAX_LISTED)
                .query((row, _) -> new Counted(booking(row), row.getInt("count")))
                .list();
        return new Affected(rows.stream().map(Counted::booking).toList(), rows.isEmpty() ? 0 : rows.getFirst().count());
    }

    private static AffectedBooking booking(ResultSet row) throws SQLException {
        var slot = Rows.slotId(row);
        return new AffectedBooking(Rows.uuid(row, "id"), slot, slot.start(), Rows.instant(row, "ends_at"),
                Rows.state(row, "patient_state"));
    }
}
