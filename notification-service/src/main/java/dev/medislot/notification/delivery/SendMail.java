package dev.medislot.notification.delivery;

import dev.medislot.notification.delivery.Handover.Accepted;
import dev.medislot.notification.delivery.Handover.Deferred;
import dev.medislot.notification.delivery.Handover.Refused;
import dev.medislot.notification.delivery.Handover.ServerUnreachable;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.UnwritableLetter;
import dev.medislot.notification.mail.DueMails;
import dev.medislot.notification.mail.Mail;
import dev.medislot.notification.mail.MailedPlaces;
import dev.medislot.notification.mail.WriteLetter;
import dev.medislot.notification.projection.Addressee.Erased;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Addressee.Unknown;
import dev.medislot.notification.projection.Addressee.Unreachable;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.notification.projection.ReadUpTo;
import dev.medislot.service.outbox.TraceParents;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.mail.javamail.JavaMailSenderImpl;
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
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");

    /** The result of one turn of a sender. */
    enum Turn {
        DONE, NOTHING_DUE, SERVER_UNREACHABLE
    }

    private final DueMails mails;
    private final WriteLetter writeLetter;
    private final Contacts contacts;
    private final Bookings bookings;
    private final MailedPlaces mailedPlaces;
    private final ReadUpTo readUpTo;
    private final UnconfirmedAddresses unconfirmedAddresses;
    private final MimeMessages mimeMessages;
    private final Session session;
    private final DeliveryProperties settings;
    private final DeliveryMeters meters;
    private final TraceParents traceParents;
    private final Clock clock;

    SendMail(DueMails mails, WriteLetter writeLetter, Contacts contacts, Bookings bookings, MailedPlaces mailedPlaces,
            ReadUpTo readUpTo, UnconfirmedAddresses unconfirmedAddresses, MimeMessages mimeMessages,
            JavaMailSenderImpl server, DeliveryProperties settings, DeliveryMeters meters, TraceParents traceParents,
            Clock clock) {
        this.mails = mails;
        this.writeLetter = writeLetter;
        this.contacts = contacts;
        this.bookings = bookings;
        this.mailedPlaces = mailedPlaces;
        this.readUpTo = readUpTo;
        this.unconfirmedAddresses = unconfirmedAddresses;
        this.mimeMessages = mimeMessages;
        this.session = server.getSession();
        this.settings = settings;
        this.meters = meters;
        this.traceParents = traceParents;
        this.clock = clock;
    }

    @Transactional
    Turn send(SmtpConnection smtp) {
        var due = mails.lockNext(clock.instant());
        if (due.isEmpty()) {
            return Turn.NOTHING_DUE;
        }
        var mail = due.get();
        var visit = mail.visit();
        if (visit != null) {
            MDC.put(BOOKING, visit.bookingId().toString());
        }
        try (var _ = traceParents.continueTrace(mail.traceParent(), "send mail")) {
            return send(smtp, mail);
        } finally {
            MDC.remove(BOOKING);
        }
    }

    private Turn send(SmtpConnection smtp, Mail mail) {
        if (isStale(mail)) {
            mails.drop(mail.id());
            LOG.info("Mail {} is dropped, it is no longer needed", mail.id());
            return Turn.DONE;
        }
        if (mail.kind() == Kind.REMINDER && !readUpTo.areFresh()) {
            return postpone(mail, UNTIL_EVENTS_READ);
        }
        if (mail.expiresAt() != null && !mail.expiresAt().isAfter(clock.instant())) {
            fail(mail, "The link has expired");
            return Turn.DONE;
        }
        try {
            var letter = mail.letter() == null || mail.resends() > 0 || mail.isWrittenWhenSent()
                    ? writeLetter.writeToSend(mail).orElse(null)
                    : mail.letter();
            if (letter != null) {
                return send(smtp, mail, letter);
            }
            waitForContacts(mail);
        } catch (UnwritableLetter e) {
            refused(mail, e.getMessage());
        }
        return Turn.DONE;
    }

    private Turn send(SmtpConnection smtp, Mail mail, Letter letter) {
        return switch (unconfirmedAddresses.roomFor(mail, letter)) {
            case LEFT -> handOver(smtp, mail, letter);
            case NONE_LEFT -> {
                fail(mail, "Too many mails of a day to an address that is not confirmed");
                yield Turn.DONE;
            }
            case NOT_COUNTED -> postpone(mail, UNTIL_COUNTED);
        };
    }

    private Turn handOver(SmtpConnection smtp, Mail mail, Letter letter) {
        var id = mail.id();
        var packed = mimeMessages.pack(session, mail, letter);
        mails.sent(id, clock.instant());
        switch (smtp.handOver(packed)) {
            case Accepted() -> {
                meters.sent(mail);
                forgetSecret(mail);
                LOG.info("Mail {} ({}) is sent", id, mail.kind());
            }
            case Refused(var reason) -> refused(mail, reason);
            case Deferred(var reason) -> deferred(mail, reason);
            case ServerUnreachable(var reason) -> {
                meters.failed();
                mails.deferred(id, reason, clock.instant());
                LOG.warn("Mail {} waits, the SMTP server is unreachable: {}", id,
                        ADDRESS.matcher(reason).replaceAll("…"));
                return Turn.SERVER_UNREACHABLE;
            }
        }
        return Turn.DONE;
    }

    private void refused(Mail mail, String reason) {
        meters.refused();
        fail(mail, reason);
        LOG.warn("Mail {} was refused, no further attempts", mail.id());
    }

    private void fail(Mail mail, String reason) {
        mails.failed(mail.id(), reason);
        forgetSecret(mail);
    }

    private void forgetSecret(Mail mail) {
        if (mail.kind().hasSecret()) {
            mails.forgetWords(mail.id());
        }
    }

    private void deferred(Mail mail, String reason) {
        var now = clock.instant();
        if (now.isAfter(mail.wantedSince().plus(settings.giveUpAfter()))) {
            refused(mail, "Deferred too long: " + reason);
            return;
        }
        meters.failed();
        mails.deferred(mail.id(), reason, now.plus(settings.untilRetry(mail.attempts() + 1)));
        LOG.warn("Mail {} is deferred by the SMTP server", mail.id());
    }

    private void waitForContacts(Mail mail) {
        switch (contacts.addressee(mail.recipientId())) {
            case Erased _ -> mails.failed(mail.id(), "The recipient was erased");
            case Unreachable _ -> {
                mails.drop(mail.id());
                LOG.info("Mail {} is dropped, the recipient has no email address", mail.id());
            }
            case Unknown _,Reachable _ -> postpone(mail);
        }
    }

    private Turn postpone(Mail mail, Duration rest) {
        mails.postpone(mail.id(), clock.instant().plus(rest));
        return Turn.DONE;
    }

    private void postpone(Mail mail) {
        var now = clock.instant();
        long waited = Duration.between(mail.createdAt(), now).toMillis();
        mails.postpone(mail.id(), now.plusMillis(Math.clamp(waited, MIN_WAIT_MILLIS, MAX_WAIT_MILLIS)));
    }

    /** Locks the booking, so that no reminder or new place is sent after a move or cancellation. */
    private boolean isStale(Mail mail) {
        var visit = mail.visit();
        if (visit != null && mail.kind() == Kind.PLACE_CHANGED) {
            return mailedPlaces.isKnown(mail, visit) || bookings.lock(visit.bookingId())
                    .filter(booking -> booking.mode() == visit.mode())
                    .filter(booking -> booking.isAheadWith(visit.doctor(), visit.start(), clock.instant()))
                    .isEmpty();
        }
        if (mail.kind() != Kind.REMINDER || visit == null) {
            return false;
        }
        var wanted = contacts.find(mail.recipientId()).map(Contact::reminders).orElse(true);
        return !wanted || bookings.lock(visit.bookingId())
                .filter(booking -> visit.isStill(booking) && clock.instant().isBefore(booking.start()))
                .isEmpty();
    }
}
