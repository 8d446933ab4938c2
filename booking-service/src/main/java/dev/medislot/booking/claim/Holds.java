package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The holds in the table of bookings, from their claim until they are forgotten. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Holds {

    /**
     * The patient who has a slot.
     *
     * @param holdEnded when the asking patient's own hold on it ended, if there was one
     */
    public record Occupant(PatientId by, @Nullable Instant holdEnded) {}

    /** A hold that the waitlist offers ends by itself or by its patient's hand, not for another hold. */
    private static final String IS_OWN = "not exists (select 1 from waitlist_offer o where o.id = booking.id)";

    private final JdbcClient jdbc;
    private final FreedTimes freedTimes;
    private final Outbox outbox;
    private final Clock clock;

    Holds(JdbcClient jdbc, FreedTimes freedTimes, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.freedTimes = freedTimes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The patient's live hold on a slot. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Hold> live(SlotId slot, PatientId patient, Instant now) {
        return jdbc.sql("""
                select id, held_until from booking
                where doctor_id = :doctor and starts_at = :start and patient_id = :patient
                  and status in ('CONFIRMED', 'HELD') and held_until > :now
                  and visit_type_id is not distinct from :visitType::uuid
                """)
                .param("visitType", slot.visitType())
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("patient", patient)
                .param("now", now)
                .query((row, _) -> new Hold(uuid(row, "id"), slot, instant(row, "held_until"), patient))
                .optional();
    }

    /** Lists the live holds of some patients by start. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Hold> list(List<PatientId> patients, int limit, @Nullable Cursor after) {
        var where = Where.of("status = 'HELD'")
                .and("patient_id in (:patients)", "patients", patients)
                .and("held_until > :now", "now", clock.instant())
                .and("(starts_at, id) > (:start, :id)",
                        after == null ? null : Map.of("start", after.instant(0), "id", after.uuid(1)));
        return jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, visit_type_id from booking %s
                order by starts_at, id
                limit :limit
                """.formatted(where))
                .params(where.params())
                .param("limit", limit)
                .query((row, _) -> new Hold(uuid(row, "id"), slot(row), instant(row, "held_until"),
                        patientId(row, "patient_id")))
                .list();
    }

    /** Returns the patient who has the slot now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Occupant> occupant(SlotId slot, PatientId asking) {
        return jdbc.sql("""
                select b.patient_id, (
                    select max(h.held_until) from booking h
                    where h.patient_id = :asking and h.starts_at = b.starts_at and h.doctor_id = b.doctor_id
                      and h.status = 'LAPSED') as hold_ended
                from booking b
                where b.doctor_id = :doctor and b.starts_at = :start and b.status in ('CONFIRMED', 'HELD')
                  and (b.held_until is null or b.held_until > :now)
                """)
                .param("asking", asking)
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("now", clock.instant())
                .query((row, _) -> new Occupant(patientId(row, "patient_id"), instantOrNull(row, "hold_ended")))
                .optional();
    }

    /** Returns when each patient's last hold on the slot expired. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<PatientId, Instant> ended(SlotId slot) {
        return jdbc.sql("""
                select patient_id, max(held_until) as held_until from booking
                where doctor_id = :doctor and starts_at = :start and status = 'LAPSED' group by patient_id
                """)
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .query((row, _) -> Map.entry(patientId(row, "patient_id"), instant(row, "held_until")))
                .list()
                .stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue));
    }

    /**
     * Returns from when on the patient may hold any of this time of the doctor again: after the pause, if their holds
     * on it, with no longer break in between, lasted about as long as one may. A hold counts until it was released, or
     * until now.
     */
    Optional<Instant> againFrom(Granted granted, Duration holdDuration, Duration pause) {
        var now = clock.instant();
        return jdbc.sql("""
                select max(ended) as ended
                from (select created_at, case status when 'RELEASED' then to_timestamp(hold_version / 1000.0)
                                              else least(held_until, :now) end as ended
                      from booking
                      where patient_id = :patient and doctor_id = :doctor
                        and tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at), '[)')
                            && tstzrange(:busyFrom, :busyUntil, '[)')
                        and held_until is not null and status in ('HELD', 'LAPSED', 'RELEASED')) held
                where ended > :earliest
                having sum(extract(epoch from ended - created_at)) >= 0.9 * :seconds
                """)
                .param("patient", granted.patient())
                .param("doctor", granted.slot().id().doctor())
                .param("busyFrom", granted.busyFrom())
                .param("busyUntil", granted.busyUntil())
                .param("now", now)
                .param("earliest", now.minus(pause))
                .param("seconds", holdDuration.toMillis() / 1000.0)
                .query((row, _) -> instant(row, "ended").plus(pause))
                .optional();
    }

    /** Releases a hold early if its patient is meant, and returns its slot if the hold was still live. */
    public Optional<SlotId> release(UUID hold, Predicate<PatientId> patients) {
        var found = jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version, visit_type_id from booking
                where id = :id and status = 'HELD' for update
                """).param("id", hold).query(Obstacle::of).optional().filter(held -> patients.test(held.patient()));
        found.ifPresent(held -> free(List.of(held)));
        return found.filter(held -> !held.isLapsed(clock.instant())).map(Obstacle::slot);
    }

    /** Releases every hold of a patient; the caller has locked the patient. */
    public void releaseAll(PatientId patient) {
        free(jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version, visit_type_id from booking
                where patient_id = :patient and status = 'HELD' for update
                """).param("patient", patient).query(Obstacle::of).list());
    }

    /** Deletes holds on slots that started before a moment. */
    public void forget(Instant startedBefore) {
        var forgotten = jdbc.sql("""
                delete from booking where held_until is not null and starts_at < :before
                returning doctor_id, starts_at, hold_version, visit_type_id
                """)
                .param("before", startedBefore)
                .query((row, _) -> Map.entry(slot(row), row.getLong("hold_version")))
                .list();
        forgotten.stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue, Math::max))
                .forEach((slot, version) -> outbox.erase(Topics.HOLDS, slot.toString(), SlotHeld.class, version + 1));
    }

    private static SlotId slot(ResultSet row) throws SQLException {
        return new SlotId(doctorId(row, "doctor_id"), instant(row, "starts_at"), uuid(row, "visit_type_id"));
    }

    /** Adds a hold, unless its time is taken. */
    boolean add(Granted granted, Instant until) {
        var slot = granted.slot();
        var doctor = slot.id().doctor().value();
        var version = nextVersion(slot.id(), granted.at());
        var added = jdbc.sql("""
                insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                     held_until, hold_version, created_at, updated_at, visit_type_id,
                                     visit_type_name, mode, busy_from, busy_until)
                values (:id, 'HELD', 1, :doctor, :patient, :start, :end, :state, :until, :version, :at, :at,
                        :visitType::uuid, :visitTypeName, :mode, :busyFrom::timestamptz, :busyUntil::timestamptz)
                on conflict do nothing
                """)
                .param("id", granted.id())
                .param("doctor", doctor)
                .param("patient", granted.patient())
                .param("start", slot.start())
                .param("end", slot.end())
                .param("state", granted.patientState())
                .param("until", until)
                .param("version", version)
                .param("at", granted.at())
                .params(Visit.columns(granted.visit()))
                .update() == 1;
        if (added) {
            var visit = granted.visit();
            var holder = granted.guardian() == null ? granted.patient().value() : granted.guardian();
            outbox.publish(new SlotHeld(doctor, slot, version, granted.at(), until, holder,
                    visit == null ? null : visit.busyFrom(), visit == null ? null : visit.busyUntil()));
        }
        return added;
    }

    /**
     * Releases the holds that a new one replaces: the patient's others with the same doctor, and of those with other
     * doctors the oldest beyond the limit. The patient is locked; a hold that is locked is being released already.
     */
    void releaseReplaced(Granted granted, int maxHolds) {
        var others = jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version, visit_type_id from booking
                where patient_id = :patient and status = 'HELD' and held_until > :at and id <> :id and %s
                order by created_at desc, id
                for update skip locked
                """.formatted(IS_OWN))
                .param("patient", granted.patient())
                .param("at", granted.at())
                .param("id", granted.id())
                .query(Obstacle::of)
                .list();
        var doctor = granted.slot().id().doctor();
        free(others.stream().filter(hold -> hold.slot().doctor().equals(doctor)).toList());
        free(others.stream().filter(hold -> !hold.slot().doctor().equals(doctor)).skip(maxHolds - 1).toList());
    }

    /** Releases the oldest holds of the patient, their guardian and the guardian's dependents beyond the limit. */
    void releaseOldestOfFamily(Granted granted, int maxHolds) {
        free(jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version, visit_type_id from booking
                where patient_id in (select member.id
                                     from patient p
                                     join patient member on coalesce(p.guardian_id, p.id)
                                                            in (member.id, member.guardian_id)
                                     where p.id = :patient)
                  and status = 'HELD' and held_until > :at and id <> :id and %s
                order by created_at desc, id
                for update skip locked
                """.formatted(IS_OWN))
                .param("patient", granted.patient())
                .param("at", granted.at())
                .param("id", granted.id())
                .query(Obstacle::of)
                .stream()
                .skip(maxHolds - 1L)
                .toList());
    }

    /** Ends holds whose time is over, which leaves their slots to the waitlist; returns their number. */
    public int lapseExpired(int max) {
        var lapsed = jdbc.sql("""
                update booking set status = 'LAPSED'
                where id in (select id from booking
                             where status = 'HELD' and held_until <= :now
                             order by held_until limit :max for update skip locked)
                returning id
                """).param("now", clock.instant()).param("max", max).query((row, _) -> uuid(row, "id")).list();
        freedTimes.addHolds(lapsed);
        return lapsed.size();
    }

    /** Releases holds whose slots no claim of the same transaction takes. */
    private void free(List<Obstacle> holds) {
        holds.forEach(this::release);
        leave(holds);
    }

    /** Leaves the time of holds that have ended to the waitlist. */
    void leave(List<Obstacle> holds) {
        freedTimes.addHolds(holds.stream().map(Obstacle::id).toList());
    }

    /** Also leaves its time to the waitlist, unless a claim takes it now. */
    void lapse(Obstacle hold) {
        jdbc.sql("update booking set status = 'LAPSED' where id = :id and status = 'HELD'")
                .param("id", hold.id())
                .update();
        freedTimes.addHolds(List.of(hold.id()));
    }

    void release(Obstacle hold) {
        var version = Math.max(clock.millis(), hold.holdVersion() + 1);
        var released = jdbc.sql("""
                update booking set status = 'RELEASED', hold_version = :version where id = :id and status = 'HELD'
                """).param("version", version).param("id", hold.id()).update() == 1;
        if (released) {
            outbox.erase(Topics.HOLDS, hold.slot().toString(), SlotHeld.class, version);
        }
    }

    /** Returns when the patient's own hold on the slot expired, if it did. */
    Optional<Instant> ended(SlotId slot, PatientId patient) {
        return jdbc.sql("""
                select held_until from booking
                where patient_id = :patient and starts_at = :start and doctor_id = :doctor and status = 'LAPSED'
                order by held_until desc limit 1
                """)
                .param("patient", patient)
                .param("start", slot.start())
                .param("doctor", slot.doctor())
                .query((row, _) -> instant(row, "held_until"))
                .optional();
    }

    /** The time in milliseconds, raised where needed so that the versions of one slot's holds only rise. */
    private long nextVersion(SlotId slot, Instant now) {
        long last = jdbc.sql("""
                select coalesce(max(hold_version), 0) from booking where doctor_id = :doctor and starts_at = :start
                """).param("doctor", slot.doctor()).param("start", slot.start()).query(Long.class).single();
        return Math.max(now.toEpochMilli(), last + 1);
    }
}
