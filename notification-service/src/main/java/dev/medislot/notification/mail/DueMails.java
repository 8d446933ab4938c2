package dev.medislot.notification.mail;

import dev.medislot.notification.letter.Kind;
import dev.medislot.service.outbox.Backlog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of mails to send, in the order in which they are due. */
@Repository
public class DueMails {

    private final JdbcClient jdbc;

    DueMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the mail that has been due the longest, skipping those that other senders have locked. Mails about one
     * booking reach a person in the order of their events. Mails of unknown kinds wait for the release that stored
     * them, and no other mail waits for them.
     */
    public Optional<Mail> lockNext(Instant now) {
        return jdbc.sql(MailRows.SELECT + """
                n where status = 'PENDING' and due_at <= :now and kind in (:known)
                and not exists (select 1 from notification earlier
                    where earlier.status = 'PENDING' and earlier.kind in (:known)
                    and earlier.recipient_id = n.recipient_id
                    and earlier.booking_id = n.booking_id and earlier.number < n.number)
                order by due_at, number
                limit 1
                for update skip locked
                """).param("now", now).param("known", Kind.KNOWN).query(MailRows::mail).optional();
    }

    /** The mails that this release can send. */
    public Backlog backlog() {
        return jdbc.sql("""
                select count(*) as waiting,
                       coalesce(extract(epoch from clock_timestamp() - min(coalesce(resent_at, created_at))), 0)::float8
                           as oldest_seconds
                from notification where status = 'PENDING' and kind in (:known)
                """).param("known", Kind.KNOWN).query(Backlog.class).single();
    }

    /** How many mails of kinds that this release does not know wait, by kind. */
    public Map<String, Long> waitingOfUnknownKinds() {
        var waiting = new HashMap<String, Long>();
        jdbc.sql("""
                select kind, count(*) as mails from notification
                where status = 'PENDING' and kind not in (:known) group by kind
                """).param("known", Kind.KNOWN).query(row -> {
            waiting.put(row.getString("kind"), row.getLong("mails"));
        });
        return waiting;
    }

    /**
     * Marks a mail as sent and counts the attempt; called before it is handed over. A failure undoes the mark; the
     * attempt stays counted.
     */
    public void sent(UUID id, Instant now) {
        jdbc.sql("""
                update notification set status = 'SENT', attempts = attempts + 1, sent_at = :now, failure = null
                where id = :id
                """).param("id", id).param("now", now).update();
    }

    /**
     * Counts the mails that were sent to that address since then, and lets no other sender count them until the
     * transaction ends; empty, without waiting, while another sender has one of them.
     */
    public OptionalInt countSent(String address, Instant since) {
        if (!lockAddress(address)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(jdbc.sql("""
                select count(*) from notification
                where status = 'SENT' and recipient_email = :address and sent_at > :since
                """).param("address", address).param("since", since).query(Integer.class).single());
    }

    private boolean lockAddress(String address) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:address, 0))")
                .param("address", address)
                .query(Boolean.class)
                .single();
    }

    /** Deletes the words of a letter that has a secret. */
    public void forgetWords(UUID id) {
        jdbc.sql("update notification set plain_text = '', html = '' where id = :id").param("id", id).update();
    }

    public void failed(UUID id, String reason) {
        jdbc.sql("update notification set status = 'FAILED', sent_at = null, failure = :reason where id = :id")
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    public void deferred(UUID id, String reason, Instant again) {
        jdbc.sql("""
                update notification set status = 'PENDING', sent_at = null, failure = :reason, due_at = :again
                where id = :id
                """).param("id", id).param("reason", reason).param("again", again).update();
    }

    public void postpone(UUID id, Instant again) {
        jdbc.sql("update notification set due_at = :again where id = :id")
                .param("id", id)
                .param("again", again)
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
                    failure = 'Not sent again: the mail is no longer needed'
                where id = :id
                """).param("id", id).update();
    }
}
