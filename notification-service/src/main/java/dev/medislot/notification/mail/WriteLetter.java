package dev.medislot.notification.mail;

import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.Letters;
import dev.medislot.notification.letter.Visit;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes the letter of a stored mail once every person in it is known. */
@Component
public class WriteLetter {

    private final Mails mails;
    private final Contacts contacts;
    private final Letters letters;

    WriteLetter(Mails mails, Contacts contacts, Letters letters) {
        this.mails = mails;
        this.contacts = contacts;
        this.letters = letters;
    }

    /** Empty while a person is not known yet. */
    public Optional<Letter> write(Mail mail) {
        var letter = contacts.find(mail.recipientId()).flatMap(to -> {
            var visit = mail.visit();
            return visit == null ? Optional.of(letters.welcome(to)) : about(visit, mail.kind(), to);
        });
        letter.ifPresent(written -> mails.write(mail.id(), written));
        return letter;
    }

    /** Writes it to the address of the event, which may not be the one that is known of the person. */
    void write(Mail mail, AccountMailRequested asked) {
        mails.write(mail.id(), letters.account(asked, contacts.find(asked.personId()).orElse(null)));
    }

    private Optional<Letter> about(Visit visit, Kind kind, Contact to) {
        var otherId = visit.otherThan(to.personId());
        var otherDoctor = visit.otherDoctor();
        if (isUnknown(otherId) || (otherDoctor != null && isUnknown(otherDoctor.value()))) {
            return Optional.empty();
        }
        return Optional.of(letters.about(visit, kind, to, contacts.find(otherId).orElse(null),
                otherDoctor == null ? null : contacts.find(otherDoctor.value()).orElse(null)));
    }

    private boolean isUnknown(UUID person) {
        return contacts.find(person).isEmpty() && !contacts.isErased(person);
    }
}
