package dev.medislot.notification.mail;

import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored mails: waiting, sent and failed. */
@Repository
class Mails {

    private final JdbcClient jdbc;

    Mails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns false when the mail of that kind about that event was stored for this recipient before.
     *
     * @param change tells apart mails of one kind about the same version of a booking; null if one is enough
     */
    boolean store(Mail mail, @Nullable UUID change, Instant occurredAt) {
        var visit = mail.visit();
        return jdbc.sql("""
                insert into notification (id, kind, lead, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, changed_by, previous_starts_at, previous_ends_at,
                    other_doctor_id, mode, previous_mode, visit_type_id, previous_visit_type_id,
                    patient_state, withdrawal_cause, visit_type_name, previous_place, request_id, occurred_at,
                    created_at, due_at, trace_parent)
                values (:id, :kind, make_interval(secs => :lead), :recipient, :role, :booking, :version,
                    :patient, :doctor, :start, :end, :by, :previousStart, :previousEnd,
                    :otherDoctor, :mode, :previousMode, :visitType::uuid, :previousVisitType::uuid,
                    :state, :cause, :visitTypeName, :previousPlace, :change::uuid, :occurredAt,
                    :now, :now, :traceParent)
                on conflict do nothing
                """)
                .param("id", mail.id())
                .param("kind", mail.kind())
                .param("lead", mail.lead().toSeconds())
                .param("recipient", mail.recipientId())
                .param("role", mail.recipientRole())
                .param("booking", visit == null ? null : visit.bookingId())
                .param("version", visit == null ? null : visit.version())
                .param("patient", visit == null ? null : visit.patient())
                .param("doctor", visit == null ? null : visit.doctor())
                .param("start", visit == null ? null : visit.start())
                .param("end", visit == null ? null : visit.end())
                .param("by", visit == null ? null : visit.by())
                .param("previousStart", visit == null ? null : visit.previousStart())
                .param("previousEnd", visit == null ? null : visit.previousEnd())
                .param("otherDoctor", visit == null ? null : visit.otherDoctor())
                .param("mode", visit == null ? null : visit.mode())
                .param("previousMode", visit == null ? null : visit.previousMode())
                .param("visitType", visit == null ? null : visit.visitType())
                .param("previousVisitType", visit == null ? null : visit.previousVisitType())
                .param("state", visit == null ? null : visit.patientState())
                .param("cause", visit == null ? null : visit.cause())
                .param("visitTypeName", visit == null ? null : visit.visitTypeName())
                .param("previousPlace", visit == null ? null : visit.previousPlace())
                .param("change", change)
                .param("occurredAt", occurredAt)
                .param("now", mail.createdAt())
                .param("traceParent", mail.traceParent())
                .update() == 1;
    }

    /** Returns false when the mail that was asked for by that id was stored before. */
    boolean store(UUID requestId, Mail mail, Instant occurredAt) {
        return jdbc.sql("""
                insert into notification (id, kind, recipient_id, recipient_role, request_id, expires_at, occurred_at,
                    created_at, due_at, trace_parent)
                values (:id, :kind, :recipient, :role, :request, :expiresAt, :occurredAt, :now, :now, :traceParent)
                on conflict do nothing
                """)
                .param("id", mail.id())
                .param("kind", mail.kind())
                .param("recipient", mail.recipientId())
                .param("role", mail.recipientRole())
                .param("request", requestId)
                .param("expiresAt", mail.expiresAt())
                .param("occurredAt", occurredAt)
                .param("now", mail.createdAt())
                .param("traceParent", mail.traceParent())
                .update() == 1;
    }

    void write(UUID id, Letter letter) {
        jdbc.sql("""
                update notification
                set recipient_email = :to, sender = :from, subject = :subject, plain_text = :text, html = :html,
                    invite = :invite, mailed_place = :mailedPlace
                where id = :id
                """)
                .param("id", id)
                .param("to", letter.to())
                .param("from", letter.from())
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("invite", letter.invite())
                .param("mailedPlace", letter.mailedPlace())
                .update();
    }

    /**
     * Clears the waiting letters to or about that person that no sender has locked, so that they are written again;
     * returns false without any. A mail that staff sends again is always rewritten, and shows its former letter until
     * then.
     */
    boolean clearLetters(UUID personId) {
        return jdbc.sql("""
                update notification
                set subject = case when resends > 0 then subject end,
                    recipient_email = case when resends > 0 then recipient_email end,
                    sender = case when resends > 0 then sender end,
                    plain_text = case when resends > 0 then plain_text end,
                    html = case when resends > 0 then html end, invite = case when resends > 0 then invite end,
                    due_at = least(due_at, created_at)
                where id in (
                    select id from notification
                    where status = 'PENDING' and (request_id is null or booking_id is not null)
                    and (:person in (recipient_id, patient_id, doctor_id, other_doctor_id)
                         or recipient_id in (select person_id from contact where guardian_id = :person))
                    for update skip locked)
                """).param("person", personId).update() > 0;
    }

    /**
     * Cancels the waiting mails to that person, and deletes every letter to or about them, and the server's answer to
     * it; those about a dependent are to its guardian.
     */
    void erase(UUID personId) {
        jdbc.sql("""
                update notification
                set recipient_email = null, sender = null, subject = null, plain_text = null, html = null,
                    invite = null, failure = null, mute_link = null, previous_place = null, mailed_place = null
                where :person in (recipient_id, patient_id, doctor_id, other_doctor_id)
                or recipient_id in (select person_id from contact where guardian_id = :person)
                """).param("person", personId).update();
        jdbc.sql("""
                update notification
                set status = 'FAILED', failure = 'The recipient was erased'
                where status <> 'SENT'
                and (recipient_id = :person
                     or recipient_id in (select person_id from contact where guardian_id = :person))
                """).param("person", personId).update();
    }

    /**
     * Deletes at most that number of letters of mails that are older than the instant, and the server's answers, which
     * often quote the address; returns their number.
     */
    int deleteLetters(Instant before, int max) {
        return jdbc.sql("""
                update notification
                set recipient_email = null, sender = null, subject = null, plain_text = null, html = null,
                    invite = null, failure = null, mute_link = null, previous_place = null, mailed_place = null
                where id in (
                    select id from notification
                    where created_at < :before and subject is not null and status in ('SENT', 'FAILED')
                    and (resent_at is null or resent_at < :before)
                    limit :max for update skip locked)
                """).param("before", before).param("max", max).update();
    }

    Optional<Mail> find(UUID id) {
        return jdbc.sql(MailRows.SELECT + "where id = :id and kind in (:known)")
                .param("id", id)
                .param("known", Kind.KNOWN)
                .query(MailRows::mail)
                .optional();
    }

    /** Whether no mail about a newer version of the booking was stored for the same person; reminders do not count. */
    boolean isLastWord(Mail mail) {
        return jdbc.sql("""
                select not exists (
                    select 1 from notification mail
                    join notification newer using (booking_id, recipient_id)
                    where mail.id = :id and newer.booking_version > mail.booking_version and newer.kind <> 'REMINDER')
                """).param("id", mail.id()).query(Boolean.class).single();
    }

    /** The place or link of the visit that the last mail to that patient named; empty if that is not known. */
    Optional<String> lastMailedPlace(UUID recipient, MailedVisit visit) {
        return jdbc.sql("""
                select mailed_place from notification
                where booking_id = :booking and recipient_id = :recipient and doctor_id = :doctor
                  and coalesce(mode, 'VIDEO') = :mode and status = 'SENT'
                  and kind not in ('BOOKING_CANCELLED', 'REMINDER')
                order by sent_at desc, number desc
                limit 1
                """)
                .param("booking", visit.bookingId())
                .param("recipient", recipient)
                .param("doctor", visit.doctor())
                .param("mode", visit.mode())
                .query(String.class)
                .optional();
    }

    /** Queues a mail again; returns false when it is waiting already. */
    boolean sendAgain(UUID id, Instant now) {
        return jdbc.sql("""
                update notification
                set status = 'PENDING', attempts = 0, resends = resends + 1, resent_at = :now, due_at = :now,
                    sent_before = coalesce(sent_at, sent_before), sent_at = null, failure = null
                where id = :id and status <> 'PENDING'
                """).param("id", id).param("now", now).update() == 1;
    }

    /** Newest first, without mails of kinds that only a newer release knows. */
    List<Mail> list(MailFilter filter, int limit, @Nullable Cursor after) {
        var where = Where.of("kind in (:known)", "known", Kind.KNOWN)
                .and("recipient_id in (:recipients)", "recipients", filter.recipientIds())
                .and("booking_id = :booking", "booking", filter.bookingId())
                .and("status = :status", "status", filter.status())
                .and("(created_at, id) < (:afterTime, :afterId)",
                        after == null ? null : Map.of("afterTime", after.instant(0), "afterId", after.uuid(1)));
        return jdbc.sql("%s %s order by created_at desc, id desc limit :limit".formatted(MailRows.SELECT, where))
                .params(where.params())
                .param("limit", limit)
                .query(MailRows::mail)
                .list();
    }
}
