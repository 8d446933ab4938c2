package dev.medislot.availability.withdrawal;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.SlotTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Slots that an edit removed together with their bookings, and the actor and the cause of that edit. */
@Repository
public class WithdrawnSlots {

    private final JdbcClient jdbc;

    WithdrawnSlots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remember(DoctorId doctor, List<RemovedSlot> slots, Actor actor, @Nullable WithdrawalCause cause) {
        jdbc.sql("""
                insert into withdrawn_slot (doctor_id, starts_at, ends_at, states, types, spared, actor_id,
                                            actor_role, cause)
                select :doctor, to_timestamp(s.starts), to_timestamp(s.ends), s.states, s.types, s.spared,
                       :actor::uuid, :role, :cause
                from unnest(:starts, :ends, :states, :types::bigint[], :spared::uuid[])
                     s (starts, ends, states, types, spared)
                on conflict (doctor_id, starts_at, ends_at) do update
                set states = withdrawn_slot.states | excluded.states, spared = excluded.spared,
                    types = case when withdrawn_slot.states = 0 then excluded.types
                                 else withdrawn_slot.types | excluded.types end,
                    actor_id = excluded.actor_id, actor_role = excluded.actor_role, cause = excluded.cause
                """)
                .param("doctor", doctor)
                .param("actor", actor.id())
                .param("role", actor.role())
                .param("cause", cause)
                .param("starts", slots.stream().map(slot -> slot.start().getEpochSecond()).toArray(Long[]::new))
                .param("ends", slots.stream().map(slot -> slot.end().getEpochSecond()).toArray(Long[]::new))
                .param("states", slots.stream().map(RemovedSlot::states).toArray(Long[]::new))
                .param("types", slots.stream().map(RemovedSlot::types).toArray(Long[]::new))
                .param("spared",
                        slots.stream().map(RemovedSlot::spared).map(WithdrawnSlots::text).toArray(String[]::new))
                .update();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /** Forgets slots that are offered again; a row stays for the visit types that still cannot start then. */
    public void forgetOffered(DoctorId doctor) {
        jdbc.sql("""
                update withdrawn_slot w
                set states = case when w.types & ~s.fits <> 0 then w.states else w.states & ~s.states end,
                    types = case when w.states & ~s.states = 0 and s.fits is not null then w.types & ~s.fits
                                 else w.types end
                from slot s
                where w.doctor_id = :doctor and s.doctor_id = w.doctor_id and s.starts_at = w.starts_at
                  and offers(s, w.ends_at) and w.states & s.states <> 0
                """).param("doctor", doctor).update();
    }

    public void forgetBefore(DoctorId doctor, Instant start) {
        jdbc.sql("delete from withdrawn_slot where doctor_id = :doctor and starts_at < :start")
                .param("doctor", doctor)
                .param("start", start)
                .update();
    }

    /**
     * Whether patients of some state still find a slot that others lost. A visit in person is in one state, that of the
     * place, so every patient has lost it while it cannot start there, even if other visits of its length can.
     */
    boolean isOfferedToOthers(SlotTime slot) {
        return jdbc.sql("""
                select exists (
                    select 1 from slot s
                    where s.doctor_id = :doctor and s.starts_at = :start and offers(s, :end) and s.states <> 0
                      and not exists (
                          select 1 from offered_visit v
                          where v.doctor_id = s.doctor_id and v.visit_type_id = :visitType::uuid
                            and v.state is not null and s.fits & v.mask = 0))
                """)
                .param("visitType", slot.id().visitType())
                .param("doctor", slot.id().doctor())
                .param("start", slot.start())
                .param("end", slot.end())
                .query(Boolean.class)
                .single();
    }

    /** Whether the doctor still works then, without a license for that state. */
    boolean isWithoutLicense(SlotTime slot, UsState state) {
        return jdbc.sql("""
                select exists (
                    select 1 from slot s join doctor d on d.id = s.doctor_id and d.status = 'ACTIVE'
                    where s.doctor_id = :doctor and s.starts_at = :start and offers(s, :end) and s.states & :state = 0)
                """)
                .param("doctor", slot.id().doctor())
                .param("start", slot.start())
                .param("end", slot.end())
                .param("state", state.bit())
                .query(Boolean.class)
                .single();
    }

    /**
     * Returns the edit that withdrew the slot and with it this booking; empty for a slot that is offered or a booking
     * that was kept. A place takes only visits in person with it, not those of the same length by video.
     */
    Optional<Withdrawal> of(SlotTime slot, UsState state, UUID booking) {
        return jdbc.sql("""
                select w.actor_id, w.actor_role, w.cause from withdrawn_slot w
                where w.doctor_id = :doctor and w.starts_at = :start and w.ends_at = :end and w.states & :state <> 0
                  and w.spared is distinct from :booking
                  and (w.types is null or :visitType::uuid is null or exists (
                      select 1 from visit_type t
                      where t.id = :visitType::uuid and w.types & (1::bigint << t.bit) <> 0))
                  and not exists (
                      select 1 from slot s
                      where s.doctor_id = w.doctor_id and s.starts_at = w.starts_at and offers(s, w.ends_at)
                        and s.states & :state <> 0
                        and (s.fits is null or :visitType::uuid is null or exists (
                            select 1 from offered_visit v
                            where v.doctor_id = s.doctor_id and v.visit_type_id = :visitType::uuid
                              and s.fits & v.mask <> 0)))
                """)
                .param("visitType", slot.id().visitType())
                .param("doctor", slot.id().doctor())
                .param("start", slot.start())
                .param("end", slot.end())
                .param("state", state.bit())
                .param("booking", booking)
                .query(Withdrawal::of)
                .optional();
    }
}
