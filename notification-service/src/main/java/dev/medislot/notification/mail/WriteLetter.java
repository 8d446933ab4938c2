package dev.medislot.notification.mail;

import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.letter.Attendances;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.LetterProperties;
import dev.medislot.notification.letter.Letters;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.letter.NextOpening;
import dev.medislot.notification.letter.VisitNews;
import dev.medislot.notification.opening.NextOpenings;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the letter of a stored mail once every person in it is known. */
@Component
public class WriteLetter {

    private final Mails mails;
    private final Contacts contacts;
    private final Bookings bookings;
    private final Letters letters;
    private final Attendances attendances;
    private final MailedPlaces mailedPlaces;
    private final MuteLinks muteLinks;
    private final NextOpenings nextOpenings;
    private final LetterProperties settings;

    WriteLetter(Mails mails, Contacts contacts, Bookings bookings, Letters letters, Attendances attendances,
            MailedPlaces mailedPlaces, MuteLinks muteLinks, NextOpenings nextOpenings, LetterProperties settings) {
        this.mails = mails;
        this.contacts = contacts;
        this.bookings = bookings;
        this.letters = letters;
        this.attendances = attendances;
        this.mailedPlaces = mailedPlaces;
        this.muteLinks = muteLinks;
        this.nextOpenings = nextOpenings;
        this.settings = settings;
    }

    /** Returns empty while a person is not known yet, and for a recipient who cannot be mailed. */
    Optional<Letter> write(Mail mail) {
        return stored(mail, letter(mail, List.of(), null));
    }

    /** Writes the letter of a mail that is sent now: with the next openings, or with the link of a reminder. */
    public Optional<Letter> writeToSend(Mail mail) {
        if (mail.kind() == Kind.REMINDER) {
            return writeReminder(mail);
        }
        var visit = mail.visit();
        var openings = visit != null && mail.proposesOpenings() ? nextOpenings.insteadOf(visit)
                : List.<NextOpening>of();
        return stored(mail, letter(mail, openings, null));
    }

    /** Only a digest of the secret in its link is stored. */
    private Optional<Letter> writeReminder(Mail mail) {
        var secret = MuteSecret.random();
        var letter = letter(mail, List.of(), settings.page(secret.path()));
        stored(mail, letter.map(written -> written.without(secret.text())));
        letter.ifPresent(_ -> muteLinks.add(mail.id(), secret));
        return letter;
    }

    private Optional<Letter> stored(Mail mail, Optional<Letter> letter) {
        letter.ifPresent(written -> mails.write(mail.id(), written));
        return letter;
    }

    private Optional<Letter> letter(Mail mail, List<NextOpening> openings, @Nullable URI muteLink) {
        var visit = mail.visit();
        return !(contacts.addressee(mail.recipientId()) instanceof Reachable addressee) ? Optional.empty()
                : visit == null ? Optional.of(letters.welcome(addressee.to()))
                        : about(mail, visit, addressee, openings, muteLink);
    }

    /** Writes it to the address of the event, which may not be the one that is known of the person. */
    void write(Mail mail, AccountMailRequested asked) {
        mails.write(mail.id(), letters.account(asked, contacts.find(asked.personId()).orElse(null)));
    }

    /** Returns false while the patient is not known yet, and if they cannot be mailed. */
    boolean write(Mail mail, WaitlistOffered offer) {
        if (contacts.addressee(mail.recipientId()) instanceof Reachable addressee) {
            mails.write(mail.id(), letters.offer(offer, addressee, contacts.find(offer.doctorId()).orElse(null)));
            return true;
        }
        return false;
    }

    private Optional<Letter> about(Mail mail, MailedVisit visit, Reachable addressee, List<NextOpening> openings,
            @Nullable URI muteLink) {
        var otherId = visit.otherThan(addressee.recipient().personId());
        var otherDoctor = visit.otherDoctor();
        if (isUnknown(otherId) || (otherDoctor != null && isUnknown(otherDoctor.value()))) {
            return Optional.empty();
        }
        var other = known(otherId);
        var attendance = attendances.of(visit.mode(), visit.bookingId(), addressee.to(), addressee.recipient(), other);
        var shown = mail.kind() == Kind.PLACE_CHANGED ? mailedPlaces.withFormerPlace(mail, visit) : visit;
        var letter = letters.about(new VisitNews(shown, mail.kind(), addressee, other,
                otherDoctor == null ? null : known(otherDoctor.value()), attendance, openings, muteLink,
                bookings.inviteUpdates(visit.bookingId())));
        return Optional.of(mail.namesPlace() && other != null ? namingPlace(letter, visit, other) : letter);
    }

    private Letter namingPlace(Letter letter, MailedVisit visit, Contact doctor) {
        return letter.naming(attendances.mailedPlace(visit.mode(), doctor));
    }

    private @Nullable Contact known(UUID person) {
        return contacts.find(person).orElse(null);
    }

    private boolean isUnknown(UUID person) {
        return contacts.find(person).isEmpty() && !contacts.isErased(person);
    }
}
