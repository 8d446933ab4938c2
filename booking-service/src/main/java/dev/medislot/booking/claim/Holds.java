package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes holds to the table of bookings, from their claim until they are deleted; {@link HoldQueries} reads them. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Holds {

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

    /** Releases a hold early if it belongs to one of these patients; returns its slot if the hold was still live. */
    public Optional<SlotId> release(UUID hold, Predicate<PatientId> patients) {
        var found = jdbc.sql(Obstacle.SELECT + """
                where id = :id and status = 'HELD' for update
                """).param("id", hold).query(Obstacle::of).optional().filter(held -> patients.test(held.patient()));
        found.ifPresent(held -> free(List.of(held)));
        return found.filter(held -> !held.isLapsed(clock.instant())).map(Obstacle::slot);
    }

    /** Releases every hold of a patient; the caller has locked the patient. */
    public void releaseAll(PatientId patient) {
        free(jdbc.sql(Obstacle.SELECT + """
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
                .query((row, _) -> Map.entry(slotId(row), row.getLong("hold_version")))
                .list();
        forgotten.stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue, Math::max))
                .forEach((slot, version) -> outbox.erase(Topics.HOLDS, slot.toString(), SlotHeld.class, version + 1));
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
                .params(ClaimedVisit.columns(granted.visit()))
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
        var others = jdbc.sql(Obstacle.SELECT + """
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
        free(jdbc.sql(Obstacle.SELECT + """
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

    /** The time in milliseconds, raised where needed so that the versions of one slot's holds only rise. */
    private long nextVersion(SlotId slot, Instant now) {
        long last = jdbc.sql("""
                select coalesce(max(hold_version), 0) from booking where doctor_id = :doctor and starts_at = :start
                """).param("doctor", slot.doctor()).param("start", slot.start()).query(Long.class).single();
        return Math.max(now.toEpochMilli(), last + 1);
    }
}
