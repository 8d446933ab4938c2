package dev.medislot.notification.delivery;

import dev.medislot.notification.delivery.Handover.ServerUnreachable;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.UnwritableLetter;
import dev.medislot.notification.mail.CancelLinks;
import dev.medislot.notification.mail.DueMails;
import dev.medislot.notification.mail.Mail;
import dev.medislot.notification.mail.WriteLetter;
import dev.medislot.notification.projection.Addressee.Erased;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Addressee.Unknown;
import dev.medislot.notification.projection.Addressee.Unreachable;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.notification.projection.ReadUpTo;
import dev.medislot.service.outbox.TraceParents;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the mail that has been due the longest.
 * <p>
 * The row stays locked while the SMTP server has the mail, so no other sender takes it, however long that lasts; a
 * process that dies releases it at once. The row is marked before the mail is handed over, so that only the commit lies
 * between the server's acceptance and ours.
 */
@Component
class SendMail {

    private static final Logger LOG = LoggerFactory.getLogger(SendMail.class);
    private static final int MIN_WAIT_MILLIS = 200;
    private static final int MAX_WAIT_MILLIS = 5_000;
    private static final Duration UNTIL_EVENTS_READ = Duration.ofSeconds(2);
    private static final Duration UNTIL_COUNTED = Duration.ofMillis(500);

    private static final String BOOKING = "bookingId";

    /** The result of one turn of a sender. */
    enum Turn {
        DONE, NOTHING_DUE, SERVER_UNREACHABLE
    }

    private final DueMails mails;
    private final WriteLetter writeLetter;
    private final CancelLinks cancelLinks;
    private final Contacts contacts;
    private final OutdatedMails outdatedMails;
    private final ReadUpTo readUpTo;
    private final UnconfirmedAddresses unconfirmedAddresses;
    private final MimeMessages mimeMessages;
    private final DeliveryOutcomes outcomes;
    private final TraceParents traceParents;
    private final Clock clock;

    SendMail(DueMails mails, WriteLetter writeLetter, CancelLinks cancelLinks, Contacts contacts,
            OutdatedMails outdatedMails, ReadUpTo readUpTo, UnconfirmedAddresses unconfirmedAddresses,
            MimeMessages mimeMessages, DeliveryOutcomes outcomes, TraceParents traceParents, Clock clock) {
        this.mails = mails;
        this.writeLetter = writeLetter;
        this.cancelLinks = cancelLinks;
        this.contacts = contacts;
        this.outdatedMails = outdatedMails;
        this.readUpTo = readUpTo;
        this.unconfirmedAddresses = unconfirmedAddresses;
        this.mimeMessages = mimeMessages;
        this.outcomes = outcomes;
        this.traceParents = traceParents;
        this.clock = clock;
    }

    @Transactional
    Turn sendDue(SmtpConnection smtp) {
        return mails.lockNext(clock.instant()).map(mail -> sendTraced(smtp, mail)).orElse(Turn.NOTHING_DUE);
    }

    private Turn sendTraced(SmtpConnection smtp, Mail mail) {
        var visit = mail.visit();
        if (visit != null) {
            MDC.put(BOOKING, visit.bookingId().toString());
        }
        try (var _ = traceParents.continueTrace(mail.traceParent(), "send mail")) {
            return sendIfNeeded(smtp, mail);
        } finally {
            MDC.remove(BOOKING);
        }
    }

    private Turn sendIfNeeded(SmtpConnection smtp, Mail mail) {
        if (outdatedMails.isOutdated(mail)) {
            mails.drop(mail.id());
            LOG.info("Mail {} is dropped, it is no longer needed", mail.id());
            return Turn.DONE;
        }
        if (mail.kind() == Kind.REMINDER && !readUpTo.areFresh()) {
            return postpone(mail, UNTIL_EVENTS_READ);
        }
        if (mail.expiresAt() != null && !mail.expiresAt().isAfter(clock.instant())) {
            outcomes.failed(mail, "The link has expired");
            return Turn.DONE;
        }
        return writeAndSend(smtp, mail);
    }

    private Turn writeAndSend(SmtpConnection smtp, Mail mail) {
        try {
            var letter = mail.letter() == null || mail.resends() > 0 || mail.isWrittenWhenSent() || isWrittenAgain(mail)
                    ? writeLetter.writeToSend(mail).orElse(null)
                    : mail.letter();
            if (letter != null) {
                return sendIfRoom(smtp, mail, cancelLinks.filled(mail, letter));
            }
            waitForContacts(mail);
        } catch (UnwritableLetter e) {
            outcomes.refused(mail, e.getMessage());
        }
        return Turn.DONE;
    }

    /** A changed contact skips a mail that is just being sent, so its next attempt uses the current address. */
    private static boolean isWrittenAgain(Mail mail) {
        return mail.attempts() > 0 && !mail.kind().isWrittenOnce();
    }

    private Turn sendIfRoom(SmtpConnection smtp, Mail mail, Letter letter) {
        return switch (unconfirmedAddresses.roomFor(mail, letter)) {
            case LEFT -> handOver(smtp, mail, letter);
            case NONE_LEFT -> {
                outcomes.failed(mail, "Too many mails of a day to an address that is not confirmed");
                yield Turn.DONE;
            }
            case NOT_COUNTED -> postpone(mail, UNTIL_COUNTED);
        };
    }

    private Turn handOver(SmtpConnection smtp, Mail mail, Letter letter) {
        var packed = mimeMessages.pack(mail, letter);
        mails.sent(mail.id(), clock.instant());
        var handover = smtp.handOver(packed);
        outcomes.store(mail, handover);
        return handover instanceof ServerUnreachable ? Turn.SERVER_UNREACHABLE : Turn.DONE;
    }

    private void waitForContacts(Mail mail) {
        switch (contacts.addressee(mail.recipientId())) {
            case Erased _ -> mails.failed(mail.id(), "The recipient was erased");
            case Unreachable _ -> {
                mails.drop(mail.id());
                LOG.info("Mail {} is dropped, the recipient has no email address", mail.id());
            }
            case Unknown _,Reachable _ -> postponeByAge(mail);
        }
    }

    private Turn postpone(Mail mail, Duration rest) {
        mails.postpone(mail.id(), clock.instant().plus(rest));
        return Turn.DONE;
    }

    private void postponeByAge(Mail mail) {
        var now = clock.instant();
        long waited = Duration.between(mail.createdAt(), now).toMillis();
        mails.postpone(mail.id(), now.plusMillis(Math.clamp(waited, MIN_WAIT_MILLIS, MAX_WAIT_MILLIS)));
    }
}
