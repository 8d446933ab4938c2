package dev.medislot.booking.waitlist;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.state;
import static dev.medislot.service.sql.Rows.uuid;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.SlotBooked;
import dev.medislot.booking.waitlist.WaitlistEntry.LaterBooking;
import dev.medislot.booking.waitlist.WaitlistEntry.WaitlistOffer;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The entries of patients who wait. */
@Repository
public class Waitlist {

    private static final int MAX_ENTRIES = 10_000;
    private static final String SELECT = """
            select e.id, e.patient_id, e.visit_type_id, e.doctor_id, coalesce(e.state, p.state) as state, e.starts_from,
                   e.starts_before, e.created_at, e.booking_id, o.doctor_id as offered_doctor_id,
                   o.visit_type_id as offered_visit_type_id, o.starts_at, o.ends_at, o.held_until, account.time_zone,
                   later.id as later_id, later.starts_at as later_starts_at
            from waitlist_entry e
            join patient p on p.id = e.patient_id
            join patient account on account.id = coalesce(p.guardian_id, p.id)
            left join (waitlist_offer o
                       join booking hold on hold.id = o.id and hold.status = 'HELD' and hold.held_until > :now)
                on o.entry_id = e.id and o.status = 'OPEN'
            left join lateral (
                select b.id, b.starts_at from booking b
                where b.patient_id = o.patient_id and b.status = 'CONFIRMED' and b.doctor_id = o.doctor_id
                  and b.visit_type_id is not distinct from o.visit_type_id
                  and b.starts_at > o.starts_at and b.starts_at > :changeable
                order by b.starts_at limit 1) later on true
            """;

    /** The facts that limit a patient's entries. */
    record Account(boolean hasEmail, boolean isConfirmed, int waiting) {}

    private final JdbcClient jdbc;
    private final BookingRules rules;
    private final Clock clock;

    Waitlist(JdbcClient jdbc, BookingRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    Optional<WaitlistEntry> find(UUID id) {
        return list(Where.of("e.id = :id", "id", id), 1).stream().findFirst();
    }

    /** The oldest first; those of some patients, or of all if that is null. */
    List<WaitlistEntry> list(@Nullable List<PatientId> patients, int limit, @Nullable Cursor after) {
        return list(Where.of("e.patient_id in (:patients)", "patients", patients)
                .and("(e.created_at, e.id) > (:at, :id)",
                        after == null ? null : Map.of("at", after.instant(0), "id", after.uuid(1))),
                limit);
    }

    /** All entries of a patient. */
    public List<WaitlistEntry> of(PatientId patient) {
        return list(List.of(patient), MAX_ENTRIES, null);
    }

    private List<WaitlistEntry> list(Where where, int limit) {
        var now = clock.instant();
        return jdbc.sql(SELECT + where + " order by e.created_at, e.id limit :limit")
                .params(where.params())
                .param("limit", limit)
                .param("now", now)
                .param("changeable", now.plus(rules.cutOff()))
                .query((row, _) -> entry(row, now))
                .list();
    }

    /** Reads whether a patient may wait; exact while they are locked, and empty for an unknown one. */
    Optional<Account> account(PatientId patient) {
        return jdbc.sql("""
                select account.email is not null as has_email, account.email_confirmed_at is not null as is_confirmed,
                       (select count(*) from waitlist_entry
                        where patient_id = :patient and booking_id is null and starts_before > :now) as waiting
                from patient person join patient account on account.id = coalesce(person.guardian_id, person.id)
                where person.id = :patient
                """)
                .param("patient", patient)
                .param("now", clock.instant())
                .query((row, _) -> new Account(row.getBoolean("has_email"), row.getBoolean("is_confirmed"),
                        row.getInt("waiting")))
                .optional();
    }

    boolean isDoctor(UUID doctor) {
        return jdbc.sql("select exists (select 1 from doctor where id = :doctor)")
                .param("doctor", doctor)
                .query(Boolean.class)
                .single();
    }

    void add(UUID id, Wish wish, Instant at) {
        jdbc.sql("""
                insert into waitlist_entry (id, patient_id, visit_type_id, doctor_id, state, starts_from, starts_before,
                                            created_at)
                values (:id, :patient, :visitType::uuid, :doctor::uuid, :state, :from, :to, :at)
                """)
                .param("id", id)
                .param("patient", wish.patient())
                .param("visitType", wish.visitType())
                .param("doctor", wish.doctor())
                .param("state", wish.state())
                .param("from", wish.from())
                .param("to", wish.to())
                .param("at", at)
                .update();
    }

    /** Locks an entry that still waits; its patient is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean lockWaiting(UUID id) {
        return jdbc.sql("""
                select id from waitlist_entry where id = :id and booking_id is null and starts_before > :now for update
                """).param("id", id).param("now", clock.instant()).query(UUID.class).optional().isPresent();
    }

    /** Ends the patient's entries that wait for such a visit, doctor and time, and returns them. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> end(SlotBooked booked) {
        return jdbc.sql("""
                update waitlist_entry set booking_id = :booking
                where patient_id = :patient and booking_id is null
                  and starts_from <= :start and starts_before > :start
                  and (doctor_id is null or doctor_id = :doctor)
                  and (visit_type_id is null or visit_type_id = :visitType::uuid)
                returning id
                """)
                .param("booking", booked.booking())
                .param("patient", booked.patient())
                .param("start", booked.slot().start())
                .param("doctor", booked.slot().doctor())
                .param("visitType", booked.slot().visitType())
                .query((row, _) -> uuid(row, "id"))
                .list();
    }

    /** Deletes an entry and its offers. */
    boolean delete(UUID id) {
        return jdbc.sql("delete from waitlist_entry where id = :id").param("id", id).update() == 1;
    }

    /** Deletes the entries of a patient and their offers. */
    public void erase(PatientId patient) {
        jdbc.sql("delete from waitlist_entry where patient_id = :patient").param("patient", patient).update();
    }

    /** Deletes the entries that ended before that moment. */
    void forget(Instant before) {
        jdbc.sql("delete from waitlist_entry where starts_before < :before").param("before", before).update();
    }

    private static WaitlistEntry entry(ResultSet row, Instant now) throws SQLException {
        var to = instant(row, "starts_before");
        var booking = uuidOrNull(row, "booking_id");
        var offer = offer(row);
        var status = booking != null ? WaitlistStatus.BOOKED
                : offer != null ? WaitlistStatus.OFFERED
                        : to.isAfter(now) ? WaitlistStatus.WAITING : WaitlistStatus.ENDED;
        return new WaitlistEntry(uuid(row, "id"), status, patientId(row, "patient_id"),
                uuidOrNull(row, "visit_type_id"), uuidOrNull(row, "doctor_id"), state(row, "state"),
                instant(row, "starts_from"), to, instant(row, "created_at"), booking == null ? offer : null, booking);
    }

    private static @Nullable WaitlistOffer offer(ResultSet row) throws SQLException {
        if (row.getObject("held_until") == null) {
            return null;
        }
        var doctor = doctorId(row, "offered_doctor_id");
        var start = instant(row, "starts_at");
        return new WaitlistOffer(new SlotId(doctor, start, uuidOrNull(row, "offered_visit_type_id")), doctor.value(),
                start, instant(row, "ends_at"), instant(row, "held_until"), ZoneId.of(row.getString("time_zone")),
                laterBooking(row));
    }

    private static @Nullable LaterBooking laterBooking(ResultSet row) throws SQLException {
        var booking = uuidOrNull(row, "later_id");
        return booking == null ? null : new LaterBooking(booking, instant(row, "later_starts_at"));
    }
}
