package dev.medislot.notification.mail;

import dev.medislot.common.VisitMode;
import dev.medislot.notification.letter.Attendances;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.projection.Contacts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares the place or video link of a visit with the one in the last mail to the patient. */
@Component
public class MailedPlaces {

    private final Mails mails;
    private final Contacts contacts;
    private final Attendances attendances;

    MailedPlaces(Mails mails, Contacts contacts, Attendances attendances) {
        this.mails = mails;
        this.contacts = contacts;
        this.attendances = attendances;
    }

    /**
     * Whether the mail has nothing new: several changes make one mail, and one that was undone makes none. A mail that
     * was attempted may have arrived, so it has news in any case.
     */
    public boolean isKnown(Mail mail, MailedVisit visit) {
        return mail.resends() == 0 && mail.attempts() == 0
                && contacts.find(visit.doctor().value())
                        .map(doctor -> attendances.mailedPlace(visit.mode(), doctor))
                        .equals(last(mail, visit));
    }

    /** The visit with the place that the patient knows, which is not the former one if that was never mailed. */
    MailedVisit withFormerPlace(Mail mail, MailedVisit visit) {
        return mail.resends() > 0 || visit.mode() != VisitMode.IN_PERSON ? visit
                : visit.formerlyAt(last(mail, visit).filter(place -> !place.isEmpty()).orElse(null));
    }

    /** Uses the visit's former place if the last mail stored none. */
    private Optional<String> last(Mail mail, MailedVisit visit) {
        return mails.lastMailedPlace(mail.recipientId(), visit).or(() -> Optional.ofNullable(visit.previousPlace()));
    }
}
