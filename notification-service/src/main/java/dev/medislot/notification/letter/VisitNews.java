package dev.medislot.notification.letter;

import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a mail about a visit.
 *
 * @param addressee the recipient, and the person to write to: the same, or the guardian of a dependent
 * @param other the patient or doctor who is not the recipient; missing once erased
 * @param otherDoctor the visit's other doctor; missing without one and once erased
 * @param attendance missing if not known
 * @param openings the next ones, for the patient of a cancelled visit
 * @param muteLink switches reminders off; only in a reminder
 * @param inviteUpdates how often the invite of the booking was sent again with another place or link
 */
public record VisitNews(MailedVisit visit, Kind kind, Reachable addressee, @Nullable Contact other,
        @Nullable Contact otherDoctor, @Nullable Attendance attendance, List<NextOpening> openings,
        @Nullable URI muteLink, int inviteUpdates) {

    /** Makes the news of a visit whose place and link have not changed. */
    public VisitNews(MailedVisit visit, Kind kind, Reachable addressee, @Nullable Contact other,
            @Nullable Contact otherDoctor, @Nullable Attendance attendance, List<NextOpening> openings,
            @Nullable URI muteLink) {
        this(visit, kind, addressee, other, otherDoctor, attendance, openings, muteLink, 0);
    }

    boolean isCancelled() {
        return kind == Kind.BOOKING_CANCELLED;
    }

    /** Whether the reader is a doctor who lost the booking to a colleague, and can no longer see it. */
    boolean isLost() {
        return isCancelled() && visit.otherDoctor() != null;
    }
}
