package dev.medislot.notification.mail;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.Visit;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mails: waiting, sent and failed. */
@Repository
public class Mails {

    private static final String COLUMNS = """
            select id, kind, extract(epoch from lead)::bigint as lead_seconds, recipient_id, recipient_role, booking_id,
                   booking_version, patient_id, doctor_id, starts_at, ends_at, previous_starts_at, occurred_at, status,
                   attempts, resends, created_at, coalesce(resent_at, created_at) as wanted_since,
                   coalesce(sent_at, sent_before) as sent_at, failure, trace_parent, recipient_email, sender, subject,
                   plain_text, html, invite
            from notification
            """;

    private final JdbcClient jdbc;

    Mails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when this recipient has, or had, the mail of that kind about that event. */
    boolean store(Mail mail, Instant occurredAt) {
        var visit = mail.visit();
        var previous = visit == null ? null : visit.previousStart();
        return jdbc.sql("""
                insert into notification (id, kind, lead, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, previous_starts_at, occurred_at, created_at, due_at,
                    trace_parent)
                values (:id, :kind, make_interval(secs => :lead), :recipient, :role, :booking, :version,
                    :patient, :doctor, :start, :end, :previousStart, :occurredAt, :now, :now,
                    :traceParent)
                on conflict do nothing
                """)
                .param("id", mail.id())
                .param("kind", mail.kind().name())
                .param("lead", mail.lead().toSeconds())
                .param("recipient", mail.recipientId())
                .param("role", mail.recipientRole().name())
                .param("booking", visit == null ? null : visit.bookingId())
                .param("version", visit == null ? null : visit.version())
                .param("patient", visit == null ? null : visit.patient().value())
                .param("doctor", visit == null ? null : visit.doctor().value())
                .param("start", visit == null ? null : visit.start().atOffset(UTC))
                .param("end", visit == null ? null : visit.end().atOffset(UTC))
                .param("previousStart", previous == null ? null : previous.atOffset(UTC))
                .param("occurredAt", occurredAt.atOffset(UTC))
                .param("now", mail.createdAt().atOffset(UTC))
                .param("traceParent", mail.traceParent())
                .update() == 1;
    }

    public void write(UUID id, Letter letter) {
        jdbc.sql("""
                update notification
                set recipient_email = :to, sender = :from, subject = :subject, plain_text = :text, html = :html,
                    invite = :invite
                where id = :id
                """)
                .param("id", id)
                .param("to", letter.to())
                .param("from", letter.from())
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("invite", letter.invite())
                .update();
    }

    /**
     * Locks the mail that has been due the longest and that no other sender has; mails about one booking reach a person
     * in the order of their events.
     */
    public Optional<Mail> lockDue(Instant now) {
        return jdbc.sql(COLUMNS + """
                n where status = 'PENDING' and due_at <= :now
                and not exists (select 1 from notification earlier
                    where earlier.status = 'PENDING' and earlier.recipient_id = n.recipient_id
                    and earlier.booking_id = n.booking_id and earlier.number < n.number)
                order by due_at, number
                limit 1
                for update skip locked
                """).param("now", now.atOffset(UTC)).query(Mails::notification).optional();
    }

    /** To be said before the mail is handed over, and taken back by the other outcomes. */
    public void sent(UUID id, Instant now) {
        jdbc.sql("""
                update notification set status = 'SENT', attempts = attempts + 1, sent_at = :now, failure = null
                where id = :id
                """).param("id", id).param("now", now.atOffset(UTC)).update();
    }

    public void failed(UUID id, String reason) {
        jdbc.sql("update notification set status = 'FAILED', sent_at = null, failure = :reason where id = :id")
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    public void triedInVain(UUID id, String reason, Instant again) {
        jdbc.sql("""
                update notification set status = 'PENDING', sent_at = null, failure = :reason, due_at = :again
                where id = :id
                """).param("id", id).param("reason", reason).param("again", again.atOffset(UTC)).update();
    }

    public void postpone(UUID id, Instant again) {
        jdbc.sql("update notification set due_at = :again where id = :id")
                .param("id", id)
                .param("again", again.atOffset(UTC))
                .update();
    }

    /**
     * Drops a mail that is no longer true: deletes one that was never sent, and restores one that staff sent again.
     */
    public void drop(UUID id) {
        jdbc.sql("delete from notification where id = :id and resends = 0").param("id", id).update();
        jdbc.sql("""
                update notification
                set status = case when sent_before is null then 'FAILED' else 'SENT' end, sent_at = sent_before,
                    failure = 'Not sent again: nobody needs that reminder any more'
                where id = :id
                """).param("id", id).update();
    }

    /**
     * Clears the letters to or about that person that wait and are not being sent; false without any. A mail that staff
     * sends again is rewritten in any case, and until then shows its former letter.
     */
    boolean writeAnew(UUID personId) {
        return jdbc.sql("""
                update notification
                set subject = case when resends > 0 then subject end, due_at = least(due_at, created_at)
                where id in (
                    select id from notification
                    where status = 'PENDING'
                    and (recipient_id = :person or patient_id = :person or doctor_id = :person)
                    for update skip locked)
                """).param("person", personId).update() > 0;
    }

    /** Nothing more goes to that person, and no letter names them any more. */
    public void erase(UUID personId) {
        jdbc.sql("""
                update notification
                set status = 'FAILED', failure = 'The recipient was erased'
                where status <> 'SENT' and recipient_id = :person
                """).param("person", personId).update();
        jdbc.sql("""
                update notification
                set recipient_email = null, sender = null, subject = null, plain_text = null, html = null, invite = null
                where recipient_id = :person or patient_id = :person or doctor_id = :person
                """).param("person", personId).update();
    }

    Optional<Mail> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id").param("id", id).query(Mails::notification).optional();
    }

    /** Whether nothing newer was written to the same person about that booking, reminders aside. */
    boolean isLastWord(Mail mail) {
        return jdbc.sql("""
                select not exists (
                    select 1 from notification told
                    join notification newer using (booking_id, recipient_id)
                    where told.id = :id and newer.booking_version > told.booking_version and newer.kind <> 'REMINDER')
                """).param("id", mail.id()).query(Boolean.class).single();
    }

    /** False when it is waiting already. */
    boolean sendAgain(UUID id, Instant now) {
        return jdbc.sql("""
                update notification
                set status = 'PENDING', attempts = 0, resends = resends + 1, resent_at = :now, due_at = :now,
                    sent_before = coalesce(sent_at, sent_before), sent_at = null, failure = null
                where id = :id and status <> 'PENDING'
                """).param("id", id).param("now", now.atOffset(UTC)).update() == 1;
    }

    /** Newest first; one more than the limit where there is more. */
    List<Mail> list(MailFilter filter, @Nullable Cursor after, int limit) {
        return jdbc.sql(COLUMNS + """
                where (cast(:recipient as uuid) is null or recipient_id = :recipient)
                and (cast(:booking as uuid) is null or booking_id = :booking)
                and (cast(:status as text) is null or status = :status)
                and (cast(:afterTime as timestamptz) is null or (created_at, id) < (:afterTime, :afterId))
                order by created_at desc, id desc
                limit :limit
                """)
                .param("recipient", filter.recipientId())
                .param("booking", filter.bookingId())
                .param("status", filter.status() == null ? null : filter.status().name())
                .param("afterTime", after == null ? null : after.instant(0).atOffset(UTC))
                .param("afterId", after == null ? null : after.uuid(1))
                .param("limit", limit + 1)
                .query(Mails::notification)
                .list();
    }

    private static Mail notification(ResultSet row, int number) throws SQLException {
        return new Mail(row.getObject("id", UUID.class), Kind.valueOf(row.getString("kind")),
                Duration.ofSeconds(row.getLong("lead_seconds")), row.getObject("recipient_id", UUID.class),
                Role.valueOf(row.getString("recipient_role")), visit(row), MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"), row.getInt("resends"), instant(row, "created_at"), instant(row, "wanted_since"),
                optionalInstant(row, "sent_at"), row.getString("failure"), row.getString("trace_parent"), letter(row));
    }

    private static @Nullable Visit visit(ResultSet row) throws SQLException {
        var booking = row.getObject("booking_id", UUID.class);
        return booking == null ? null
                : new Visit(booking, row.getInt("booking_version"), instant(row, "occurred_at"),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        new DoctorId(row.getObject("doctor_id", UUID.class)), instant(row, "starts_at"),
                        instant(row, "ends_at"), optionalInstant(row, "previous_starts_at"));
    }

    private static @Nullable Letter letter(ResultSet row) throws SQLException {
        var subject = row.getString("subject");
        return subject == null ? null
                : new Letter(row.getString("recipient_email"), row.getString("sender"), subject,
                        row.getString("plain_text"), row.getString("html"), row.getString("invite"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
