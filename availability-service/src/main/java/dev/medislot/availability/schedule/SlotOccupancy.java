package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Marks the stored slots that bookings take. */
@Component
public class SlotOccupancy {

    private static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    public SlotOccupancy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Orders edits of these doctors' slots and their bookings, so that neither misses the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(DoctorId doctor, @Nullable DoctorId other) {
        Stream.of(doctor, other)
                .filter(Objects::nonNull)
                .map(DoctorId::value)
                .distinct()
                // as PostgreSQL orders them, and with it the changes that lock all doctors
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(id -> jdbc.sql("select id from doctor where id = :id for no key update")
                        .param("id", id)
                        .query(UUID.class)
                        .optional());
    }

    public List<DoctorId> doctors() {
        return jdbc.sql("select id from doctor order by id").query((row, _) -> Rows.doctorId(row, "id")).list();
    }

    /** Returns the number of slots whose mark was wrong. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int recountAll(DoctorId doctor) {
        return recount(doctor, Instant.EPOCH, FAR_AHEAD);
    }

    /**
     * Marks the slots that overlap this time, and the visit types that would, as taken or free by the live bookings;
     * returns the number of changes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int recount(DoctorId doctor, Instant start, Instant end) {
        return jdbc.sql("""
                with visit as materialized (
                    select mask, minutes, buffer_before, buffer_after from offered_visit where doctor_id = :doctor)
                update slot s set booked = counted.booked, blocked = counted.blocked
                from (
                    select c.starts_at, exists (
                               select 1 from booking b
                               where b.doctor_id = :doctor and b.status <> 'CANCELLED'
                                 and b.starts_at >= c.starts_at - :longest * interval '1 minute'
                                 and b.starts_at < c.ends_at + :buffer * interval '1 minute'
                                 and coalesce(b.busy_from, b.starts_at) < c.ends_at
                                 and coalesce(b.busy_until, b.ends_at) > c.starts_at) as booked,
                           case when c.fits is null then 0 else (
                               select coalesce(bit_or(v.mask), 0) from visit v
                               where exists (
                                   select 1 from booking b
                                   where b.doctor_id = :doctor and b.status <> 'CANCELLED'
                                     and b.starts_at >= c.starts_at - :longest * interval '1 minute'
                                     and b.starts_at < c.starts_at + :longest * interval '1 minute'
                                     and coalesce(b.busy_from, b.starts_at)
                                         < c.starts_at + (v.minutes + v.buffer_after) * interval '1 minute'
                                     and coalesce(b.busy_until, b.ends_at)
                                         > c.starts_at - v.buffer_before * interval '1 minute')) end as blocked
                    from slot c
                    where c.doctor_id = :doctor and c.starts_at >= :earliest and c.starts_at < :latest
                      and (c.fits is not null or (c.starts_at < :end and c.ends_at > :start))) counted
                where s.doctor_id = :doctor and s.starts_at = counted.starts_at
                  and (s.booked, s.blocked) <> (counted.booked, counted.blocked)
                """)
                .param("doctor", doctor)
                .param("start", start)
                .param("end", end)
                .param("earliest", start.minus(OfferedVisit.MAX_LENGTH))
                .param("latest", end.plus(OfferedVisit.MAX_BUFFER))
                .param("longest", OfferedVisit.MAX_LENGTH.toMinutes())
                .param("buffer", OfferedVisit.MAX_BUFFER.toMinutes())
                .update();
    }
}
