package dev.medislot.booking.waitlist;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.HoldsTaken;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.service.sql.Where;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The slots that were held for entries of the waitlist. */
@Repository
class WaitlistOffers {

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitlistOffers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds an offer with the id of its hold; the constraints allow one open offer of a slot and to a patient. */
    void add(UUID entry, Granted held, Instant until, OfferToken token) {
        var slot = held.slot();
        jdbc.sql("""
                insert into waitlist_offer (id, entry_id, patient_id, doctor_id, visit_type_id, starts_at, ends_at,
                                            held_until, token, status, created_at)
                values (:id, :entry, :patient, :doctor, :visitType::uuid, :start, :end, :until, :token, 'OPEN', :at)
                """)
                .param("id", held.id())
                .param("entry", entry)
                .param("patient", held.patient())
                .param("doctor", slot.id().doctor())
                .param("visitType", slot.id().visitType())
                .param("start", slot.start())
                .param("end", slot.end())
                .param("until", until)
                .param("token", token.hash())
                .param("at", held.at())
                .update();
    }

    /** Closes offers by that doctor and to that patient whose hold is over. */
    void closeLapsed(DoctorId doctor, PatientId patient, Instant now) {
        jdbc.sql("""
                update waitlist_offer o set status = 'LAPSED'
                where o.status = 'OPEN' and (o.doctor_id = :doctor or o.patient_id = :patient)
                  and not exists (select 1 from booking hold
                                  where hold.id = o.id and hold.status = 'HELD' and hold.held_until > :now)
                """).param("doctor", doctor).param("patient", patient).param("now", now).update();
    }

    /** Whether a slot is held for the patient by any of their entries. */
    boolean isAsked(PatientId patient, Instant now) {
        return jdbc.sql("""
                select exists (
                    select 1 from waitlist_offer o join booking hold on hold.id = o.id
                    where o.patient_id = :patient and o.status = 'OPEN' and hold.status = 'HELD'
                      and hold.held_until > :now)
                """).param("patient", patient).param("now", now).query(Boolean.class).single();
    }

    /** The hold of an entry's open offer. */
    Optional<UUID> open(UUID entry) {
        return jdbc.sql("select id from waitlist_offer where entry_id = :entry and status = 'OPEN'")
                .param("entry", entry)
                .query(UUID.class)
                .optional();
    }

    /** The latest offer to an entry. */
    Optional<StoredOffer> latest(UUID entry) {
        return find(Where.of("o.entry_id = :entry", "entry", entry));
    }

    /** The offer of that slot to an entry, which is offered a start of a doctor only once. */
    Optional<StoredOffer> of(SlotId slot, UUID entry) {
        return find(Where.of("o.entry_id = :entry", "entry", entry)
                .and("o.doctor_id = :doctor and o.starts_at = :start",
                        Map.of("doctor", slot.doctor(), "start", slot.start())))
                                .filter(offer -> offer.slot().equals(slot));
    }

    /** The offer to an entry with that token. */
    Optional<StoredOffer> with(OfferToken token, UUID entry) {
        return find(Where.of("o.entry_id = :entry", "entry", entry).and("o.token = :token", "token", token.hash()));
    }

    private Optional<StoredOffer> find(Where where) {
        return jdbc.sql("""
                select o.patient_id, coalesce(p.guardian_id, p.id) as account, o.doctor_id, o.visit_type_id,
                       o.starts_at, e.state, hold.status = 'HELD' and hold.held_until > :now as is_held,
                       case when o.status = 'BOOKED' then e.booking_id end as booking_id
                from waitlist_offer o
                join waitlist_entry e on e.id = o.entry_id
                join patient p on p.id = o.patient_id
                join booking hold on hold.id = o.id
                %s
                order by o.created_at desc limit 1
                """.formatted(where))
                .params(where.params())
                .param("now", clock.instant())
                .query(StoredOffer::of)
                .optional();
    }

    /** Ends the entry whose hold gave way to a booking with the same doctor. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(HoldsTaken taken) {
        jdbc.sql("""
                with booked as (
                    update waitlist_offer set status = 'BOOKED'
                    from booking b
                    where waitlist_offer.id in (:holds) and b.id = :booking and b.status = 'CONFIRMED'
                      and b.doctor_id = waitlist_offer.doctor_id
                    returning entry_id
                )
                update waitlist_entry set booking_id = :booking where id in (select entry_id from booked)
                """).param("holds", taken.holds()).param("booking", taken.claim()).update();
    }
}
