package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads holds, and which patient has taken a slot; {@link Holds} writes them. */
@Repository
public class HoldQueries {

    /**
     * The patient who has a slot.
     *
     * @param holdEnded when the asking patient's own hold on it ended, if there was one
     */
    public record Occupant(PatientId by, @Nullable Instant holdEnded) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    HoldQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The patient's live hold on a slot. */
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
                .query((row, _) -> new Hold(uuid(row, "id"), slotId(row), instant(row, "held_until"),
                        patientId(row, "patient_id")))
                .list();
    }

    /** Returns the patient with the booking or hold of the slot. */
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
}
