package dev.medislot.notification.mail;

import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.notification.letter.Attendances;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.Letters;
import dev.medislot.notification.letter.Visit;
import dev.medislot.notification.letter.VisitNews;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes the letter of a stored mail once every person in it is known. */
@Component
public class WriteLetter {

    private final Mails mails;
    private final Contacts contacts;
    private final Letters letters;
    private final Attendances attendances;

    WriteLetter(Mails mails, Contacts contacts, Letters letters, Attendances attendances) {
        this.mails = mails;
        this.contacts = contacts;
        this.letters = letters;
        this.attendances = attendances;
    }

    /** Empty while a person is not known yet, and for a recipient who cannot be mailed. */
    public Optional<Letter> write(Mail mail) {
        var visit = mail.visit();
        Optional<Letter> letter = contacts.addressee(mail.recipientId()) instanceof Reachable addressee
                ? visit == null ? Optional.of(letters.welcome(addressee.to())) : about(visit, mail.kind(), addressee)
                : Optional.empty();
        letter.ifPresent(written -> mails.write(mail.id(), written));
        return letter;
    }

    /** Writes it to the address of the event, which may not be the one that is known of the person. */
    void write(Mail mail, AccountMailRequested asked) {
        mails.write(mail.id(), letters.account(asked, contacts.find(asked.personId()).orElse(null)));
    }

    private Optional<Letter> about(Visit visit, Kind kind, Reachable addressee) {
        var otherId = visit.otherThan(addressee.recipient().personId());
        var otherDoctor = visit.otherDoctor();
        if (isUnknown(otherId) || (otherDoctor != null && isUnknown(otherDoctor.value()))) {
            return Optional.empty();
        }
        var other = contacts.find(otherId).orElse(null);
        var attendance = attendances.of(visit.mode(), visit.bookingId(), addressee.to(), addressee.recipient(), other);
        return Optional.of(letters.about(new VisitNews(visit, kind, addressee, other,
                otherDoctor == null ? null : contacts.find(otherDoctor.value()).orElse(null), attendance, List.of(),
                null)));
    }

    private boolean isUnknown(UUID person) {
        return contacts.find(person).isEmpty() && !contacts.isErased(person);
    }
}
