package dev.medislot.notification.mail;

import dev.medislot.common.ProblemType;
import dev.medislot.notification.access.Accesses;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.projection.Addressee.Erased;
import dev.medislot.notification.projection.Booking;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a mail once more, to where the recipient can be reached now. */
@Component
class ResendMail {

    /** The outcome of a request to send a mail again. */
    sealed interface Outcome {
        record Resent(Mail mail) implements Outcome {}

        record Waiting() implements Outcome {}

        record Overtaken(MailedVisit mailed, Booking now) implements Outcome {}

        record VisitOver() implements Outcome {}

        record RemindersMuted() implements Outcome {}

        record RecipientErased() implements Outcome {}

        record NotSentAgain() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResendMail.class);

    private final Mails mails;
    private final Bookings bookings;
    private final Contacts contacts;
    private final Accesses accesses;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ResendMail(Mails mails, Bookings bookings, Contacts contacts, Accesses accesses, TransactionTemplate transaction,
            ApplicationEventPublisher events, Clock clock) {
        this.mails = mails;
        this.bookings = bookings;
        this.contacts = contacts;
        this.accesses = accesses;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    Outcome resend(UUID id, Caller caller) {
        return Objects.requireNonNull(transaction.execute(_ -> resendLocked(id, caller)));
    }

    private Outcome resendLocked(UUID id, Caller caller) {
        var mail = find(id);
        var refusal = refusal(mail);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!mails.sendAgain(id, clock.instant())) {
            return new Outcome.Waiting();
        }
        accesses.change(caller, "resendMail", mail.patientData().stream().toList());
        LOG.info("Requeued mail {}", id);
        events.publishEvent(new MailsDue());
        return new Outcome.Resent(find(id));
    }

    private Mail find(UUID id) {
        return mails.find(id).orElseThrow(() -> new Refused(ProblemType.NOT_FOUND, "There is no such mail"));
    }

    private Optional<Outcome> refusal(Mail mail) {
        if (mail.status() == MailStatus.PENDING) {
            return Optional.of(new Outcome.Waiting());
        }
        if (mail.kind().isWrittenOnce()) {
            return Optional.of(new Outcome.NotSentAgain());
        }
        if (contacts.addressee(mail.recipientId()) instanceof Erased) {
            return Optional.of(new Outcome.RecipientErased());
        }
        var mailed = mail.visit();
        return mailed == null ? Optional.empty()
                : bookings.lock(mailed.bookingId()).flatMap(now -> refusal(mail, mailed, now));
    }

    private Optional<Outcome> refusal(Mail mail, MailedVisit mailed, Booking now) {
        if (now.version() > mailed.version() && !isStillTrue(mail, mailed, now)) {
            return Optional.of(new Outcome.Overtaken(mailed, now));
        }
        if ((mail.kind() == Kind.PLACE_CHANGED || mail.kind() == Kind.REMINDER)
                && !now.isAheadWith(mailed.doctor(), mailed.start(), clock.instant())) {
            return Optional.of(new Outcome.VisitOver());
        }
        return mail.kind() != Kind.REMINDER ? Optional.empty()
                : contacts.find(mail.recipientId())
                        .filter(to -> !to.reminders())
                        .map(_ -> new Outcome.RemindersMuted());
    }

    /**
     * Whether the mail is still true of the current version of the booking. A newer version need not contradict it, for
     * example if only the patient's state changed. Link, number and place do not count, because the letter is written
     * again.
     */
    private boolean isStillTrue(Mail mail, MailedVisit mailed, Booking now) {
        var same = switch (mail.kind()) {
            case BOOKING_CREATED, BOOKING_MOVED, PLACE_CHANGED, REMINDER -> mailed.isStill(now);
            case BOOKING_CANCELLED -> !now.doctor().equals(mailed.doctor());
            case WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED, WAITLIST_OFFER -> false;
        };
        return same && mails.isLastWord(mail);
    }
}
