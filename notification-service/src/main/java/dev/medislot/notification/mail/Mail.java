package dev.medislot.notification.mail;

import dev.medislot.common.Role;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person about one event.
 *
 * @param lead how long ahead a reminder is meant; zero for every other kind
 * @param visit missing for a welcome and for a mail about an account
 * @param resends how often staff had it sent again
 * @param createdAt when the event was taken in
 * @param wantedSince that, or when staff last had it sent again
 * @param sentAt when it last went out, even if it is to go again
 * @param traceParent where it was asked for in a trace
 * @param expiresAt the end of the link in it; missing without one
 * @param letter missing until both people are known
 */
public record Mail(UUID id, Kind kind, Duration lead, UUID recipientId, Role recipientRole, @Nullable Visit visit,
        MailStatus status, int attempts, int resends, Instant createdAt, Instant wantedSince, @Nullable Instant sentAt,
        @Nullable String failure, @Nullable String traceParent, @Nullable Instant expiresAt, @Nullable Letter letter) {

    /**
     * The same for every attempt, and a new one when staff sends it again, so that no mailbox drops it as a repeat.
     */
    public String messageId(String domain) {
        return "<%s%s@%s>".formatted(id, resends == 0 ? "" : "." + resends, domain);
    }

    /** The kind as shown; a reminder's has its lead: {@code REMINDER_24H}, {@code REMINDER_90M}. */
    String label() {
        if (kind != Kind.REMINDER) {
            return kind.name();
        }
        var minutes = lead.toMinutes();
        return kind.name() + "_" + (minutes % 60 == 0 ? minutes / 60 + "H" : minutes + "M");
    }
}
