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

    /** Whether one more mail may go to an address. */
    enum Room {
        LEFT,
        NONE_LEFT,
        /** Another sender has a mail to this address, so they cannot be counted now. */
        NOT_COUNTED
    }

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

    Room roomFor(Mail mail, Letter letter) {
        if (mail.resends() > 0 || !isUnconfirmed(mail, letter.to())) {
            return Room.LEFT;
        }
        var sent = mails.countSent(letter.to(), clock.instant().minus(DAY));
        if (sent.isEmpty()) {
            return Room.NOT_COUNTED;
        }
        return sent.getAsInt() < settings.mails() ? Room.LEFT : Room.NONE_LEFT;
    }

    private boolean isUnconfirmed(Mail mail, String address) {
        return mail.kind() == Kind.CONFIRM_EMAIL
                || (contacts.addressee(mail.recipientId()) instanceof Reachable(_, var to) && to.email().equals(address)
                        && !to.emailConfirmed());
    }
}
