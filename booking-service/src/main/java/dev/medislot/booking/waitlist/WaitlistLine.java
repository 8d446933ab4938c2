package dev.medislot.booking.waitlist;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.stateOrNull;
import static dev.medislot.service.sql.Rows.uuid;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.FreedTime;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the first in line for freed time. */
@Repository
class WaitlistLine {

    /**
     * An entry and the slot that suits it best.
     *
     * @param state where the patient will be; null for the state of their address
     * @param hasOfferUntil the end of another offer to the patient; null without one
     */
    record Next(UUID entry, PatientId patient, @Nullable UsState state, SlotId slot, @Nullable Instant hasOfferUntil) {}

    /** The shortest time between an offer to an entry and its next offer of new time, which comes by weeks at once. */
    private static final Duration PAUSE = Duration.ofDays(1);

    /** The free slots of the doctor that overlap the freed time, with buffers, of all lengths and types. */
    private static final String OPENINGS = """
            with days as materialized (
                select day from doctor_day day where doctor_id = :doctor and date between :firstDate and :lastDate
            ), offered as (
                select null::uuid as visit_type_id, slot.starts_at, slot.ends_at, slot.starts_at as busy_from,
                       slot.ends_at as busy_until, states_of_slot(day, slot.starts_at) as licensed,
                       null as place_state, null as mode
                from days cross join unnest((day).starts, (day).ends) slot (starts_at, ends_at)
                union all
                select v.id, start.at, start.at + v.minutes * interval '1 minute',
                       start.at - v.before * interval '1 minute',
                       start.at + (v.minutes + v.after) * interval '1 minute', start.licensed, v.state, v.mode
                from days
                cross join jsonb_to_recordset(
                         case when (day).visits_version = (day).version then (day).visits else '[]' end)
                     v (id uuid, mode text, minutes int, before int, after int, starts jsonb, state text)
                cross join lateral (
                    select to_timestamp(key::bigint * 60) as at, value::bigint as licensed
                    from jsonb_each_text(v.starts)) start
            )
            select s.* from offered s
            where s.busy_from < :busyUntil and s.busy_until > :busyFrom and s.starts_at > :earliest
              and not exists (
                  select 1 from booking b
                  where b.doctor_id = :doctor and b.status in ('CONFIRMED', 'HELD')
                    and (b.held_until is null or b.held_until > :now)
                    and tstzrange(coalesce(b.busy_from, b.starts_at), coalesce(b.busy_until, b.ends_at), '[)')
                        && tstzrange(s.busy_from, s.busy_until, '[)'))
            """;

    private final JdbcClient jdbc;
    private final BookingRules rules;

    WaitlistLine(JdbcClient jdbc, BookingRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /**
     * Returns the oldest entry that can take the freed time; entries whose patient has another offer come last. Skips
     * slots that were offered to the patient already or freed by them; new time needs a day without an offer. A visit
     * in person counts for the state of its place.
     *
     * @param passed entries that are left out
     */
    Optional<Next> first(FreedTime freed, Instant now, List<UUID> passed) {
        var date = LocalDate.ofInstant(freed.slot().start(), ZoneOffset.UTC);
        return jdbc.sql("""
                with openings as materialized (%s)
                select e.id, e.patient_id, e.state, o.visit_type_id, o.starts_at, other.held_until
                from waitlist_entry e
                join patient p on p.id = e.patient_id
                join patient account on account.id = coalesce(p.guardian_id, p.id)
                cross join lateral (
                    select o.visit_type_id, o.starts_at from openings o
                    where (e.visit_type_id is null or e.visit_type_id = o.visit_type_id)
                      and o.starts_at >= e.starts_from and o.starts_at < e.starts_before
                      and (o.licensed
                           >> array_position(:states, coalesce(case when e.doctor_id is not null then o.place_state end,
                                                               e.state, p.state)) - 1) & 1 = 1
                      and (o.mode is distinct from 'PHONE' or p.phone is not null or account.phone is not null)
                      and not exists (
                          select 1 from booking b
                          where b.patient_id = e.patient_id and b.status in ('CONFIRMED', 'HELD')
                            and (b.held_until is null or b.held_until > :now)
                            and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(o.starts_at, o.ends_at, '[)'))
                      and not exists (
                          select 1 from waitlist_offer asked
                          where asked.entry_id = e.id and asked.doctor_id = :doctor and asked.starts_at = o.starts_at)
                    order by o.visit_type_id is not distinct from :visitType::uuid desc, o.starts_at = :start desc,
                             o.starts_at, o.visit_type_id
                    limit 1
                ) o
                left join lateral (
                    select hold.held_until
                    from waitlist_offer asked
                    join booking hold on hold.id = asked.id
                    where asked.patient_id = e.patient_id and asked.status = 'OPEN' and hold.status = 'HELD'
                      and hold.held_until > :now
                    limit 1
                ) other on true
                where e.booking_id is null and e.starts_before > :now
                  and (e.doctor_id is null or e.doctor_id = :doctor) and e.patient_id is distinct from :freedBy::uuid
                  and account.email is not null and account.email_confirmed_at is not null
                  and e.id <> all (:passed)
                  and (:freedBy::uuid is not null or not exists (
                      select 1 from waitlist_offer lately
                      where lately.entry_id = e.id and lately.created_at > :pauseFrom))
                order by other.held_until is not null, e.created_at, e.id
                limit 1
                """.formatted(OPENINGS))
                .param("doctor", freed.slot().doctor())
                .param("visitType", freed.slot().visitType())
                .param("start", freed.slot().start())
                .param("firstDate", date.minusDays(1))
                .param("lastDate", date.plusDays(1))
                .param("busyFrom", freed.busyFrom())
                .param("busyUntil", freed.busyUntil())
                .param("freedBy", freed.patient())
                .param("pauseFrom", now.minus(PAUSE))
                .param("earliest", now.plus(rules.minimumNotice()))
                .param("now", now)
                .param("states", UsState.codes())
                .param("passed", passed.toArray(UUID[]::new))
                .query((row, _) -> next(row, freed))
                .optional();
    }

    private static Next next(ResultSet row, FreedTime freed) throws SQLException {
        return new Next(uuid(row, "id"), patientId(row, "patient_id"), stateOrNull(row, "state"),
                new SlotId(freed.slot().doctor(), instant(row, "starts_at"), uuidOrNull(row, "visit_type_id")),
                instantOrNull(row, "held_until"));
    }
}
