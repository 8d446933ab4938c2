package dev.medislot.notification.delivery;

import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.mail.DueMails;
import dev.medislot.notification.mail.Mail;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contacts;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bounds the mails to addresses that their person has not confirmed; a mail that staff sends again goes out. */
@Component
class UnconfirmedAddresses {

    private static final Duration DAY = Duration.ofDays(1);

    private final DueMails mails;
    private final Contacts contacts;
    private final UnconfirmedProperties settings;
    private final Clock clock;

    UnconfirmedAddresses(DueMails mails, Contacts contacts, UnconfirmedProperties settings, Clock clock) {
        this.mails = mails;
        this.contacts = contacts;
        this.settings = settings;
        this.clock = clock;
    }

    boolean refuses(Mail mail, Letter letter) {
        return mail.resends() == 0 && isUnconfirmed(mail, letter.to())
                && mails.countSent(letter.to(), clock.instant().minus(DAY)) >= settings.mails();
    }

    private boolean isUnconfirmed(Mail mail, String address) {
        return mail.kind() == Kind.CONFIRM_EMAIL
                || (contacts.addressee(mail.recipientId()) instanceof Reachable(_, var to) && to.email().equals(address)
                        && !to.emailConfirmed());
    }
}
