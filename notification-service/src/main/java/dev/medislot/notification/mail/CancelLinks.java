package dev.medislot.notification.mail;

import dev.medislot.common.CancelToken;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.LetterProperties;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contacts;
import org.springframework.stereotype.Component;

/** The links in mails that cancel a booking. Their secrets are in the mails alone, and in no stored letter. */
@Component
public class CancelLinks {

    private final Contacts contacts;
    private final LetterProperties settings;

    CancelLinks(Contacts contacts, LetterProperties settings) {
        this.contacts = contacts;
        this.settings = settings;
    }

    /** The letter as it is handed over. A letter to an address that its reader no longer has gets no secret. */
    public Letter filled(Mail mail, Letter letter) {
        var visit = mail.visit();
        if (visit == null || !(contacts.addressee(mail.recipientId()) instanceof Reachable addressee)) {
            return letter;
        }
        var key = addressee.to().linkKey();
        return key == null || !letter.to().equals(addressee.to().email()) ? letter
                : letter.with(CancelToken.of(visit.bookingId(), key), settings.cancelPage(visit.bookingId()));
    }
}
