package dev.medislot.notification.mail;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.notification.access.PatientData;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.MailedVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person about one event.
 *
 * @param lead the time from a reminder to its visit; zero for every other kind
 * @param visit missing for a welcome and for a mail about an account
 * @param resends the number of times that staff sent it again
 * @param createdAt the time at which its event was applied
 * @param wantedSince the same, or the last time that staff sent it again
 * @param sentAt the last time it was sent, even if it waits to be sent again
 * @param traceParent the trace context of its event
 * @param expiresAt the end of the link in it; missing without one
 * @param letter missing until both people are known
 */
public record Mail(UUID id, Kind kind, Duration lead, UUID recipientId, Role recipientRole, @Nullable MailedVisit visit,
        MailStatus status, int attempts, int resends, Instant createdAt, Instant wantedSince, @Nullable Instant sentAt,
        @Nullable String failure, @Nullable String traceParent, @Nullable Instant expiresAt, @Nullable Letter letter) {

    /**
     * An id that stays for every attempt, and is a new one when staff sends the mail again, so that no mailbox drops it
     * as a repeat.
     */
    public String messageId(String domain) {
        return "<%s%s@%s>".formatted(id, resends == 0 ? "" : "." + resends, domain);
    }

    /** The patient whom the mail is about, also in the doctor's copy; a doctor's or staff's own mail is about none. */
    Optional<PatientData> patientData() {
        if (visit != null) {
            return Optional.of(new PatientData(visit.patient(), visit.bookingId()));
        }
        return recipientRole == Role.PATIENT ? Optional.of(new PatientData(new PatientId(recipientId), null))
                : Optional.empty();
    }

    /** Whether the letter has something of the moment at which it is sent. */
    public boolean isWrittenWhenSent() {
        return kind == Kind.REMINDER || kind == Kind.PLACE_CHANGED || proposesOpenings();
    }

    /** Whether it is to a patient whose visit another person cancelled. */
    boolean proposesOpenings() {
        return kind == Kind.BOOKING_CANCELLED && recipientRole == Role.PATIENT && visit != null
                && visit.by() != Role.PATIENT && visit.patientState() != null;
    }

    /** Whether it is to a patient and names the place or link of a visit. */
    boolean namesPlace() {
        return recipientRole == Role.PATIENT && kind != Kind.BOOKING_CANCELLED;
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
