package dev.medislot.notification.delivery;

import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.mail.Mail;
import dev.medislot.notification.mail.MailedPlaces;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Finds mails that later events made pointless: reminders, and mails about a new place. */
@Component
class OutdatedMails {

    private final Bookings bookings;
    private final MailedPlaces mailedPlaces;
    private final Contacts contacts;
    private final Clock clock;

    OutdatedMails(Bookings bookings, MailedPlaces mailedPlaces, Contacts contacts, Clock clock) {
        this.bookings = bookings;
        this.mailedPlaces = mailedPlaces;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Locks the booking, so that no reminder or new place is sent after a move or cancellation. */
    boolean isOutdated(Mail mail) {
        var visit = mail.visit();
        if (visit == null) {
            return false;
        }
        return switch (mail.kind()) {
            case REMINDER -> !isWanted(mail) || !isAhead(visit);
            case PLACE_CHANGED -> mailedPlaces.isKnown(mail, visit) || !isAheadThere(visit);
            default -> false;
        };
    }

    private boolean isWanted(Mail reminder) {
        return contacts.find(reminder.recipientId()).map(Contact::reminders).orElse(true);
    }

    private boolean isAhead(MailedVisit visit) {
        return bookings.lock(visit.bookingId())
                .filter(booking -> visit.isStill(booking) && clock.instant().isBefore(booking.start()))
                .isPresent();
    }

    private boolean isAheadThere(MailedVisit visit) {
        return bookings.lock(visit.bookingId())
                .filter(booking -> booking.mode() == visit.mode())
                .filter(booking -> booking.isAheadWith(visit.doctor(), visit.start(), clock.instant()))
                .isPresent();
    }
}
