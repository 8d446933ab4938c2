package dev.medislot.notification.delivery;

import dev.medislot.notification.delivery.Handover.Accepted;
import dev.medislot.notification.delivery.Handover.Deferred;
import dev.medislot.notification.delivery.Handover.Refused;
import dev.medislot.notification.delivery.Handover.ServerUnreachable;
import dev.medislot.notification.mail.DueMails;
import dev.medislot.notification.mail.Mail;
import java.time.Clock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stores, counts and logs how an attempt to send a mail ended. */
@Component
class DeliveryOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOutcomes.class);
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");

    private final DueMails mails;
    private final DeliveryProperties settings;
    private final DeliveryMeters meters;
    private final Clock clock;

    DeliveryOutcomes(DueMails mails, DeliveryProperties settings, DeliveryMeters meters, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Stores a failure with the time of the next attempt, if there is one. A mail that the server accepted is marked as
     * sent already, so only its words are deleted if they have a secret.
     */
    void store(Mail mail, Handover handover) {
        switch (handover) {
            case Accepted() -> accepted(mail);
            case Refused(var reason) -> refused(mail, reason);
            case Deferred(var reason) -> deferred(mail, reason);
            case ServerUnreachable(var reason) -> unreachable(mail, reason);
        }
    }

    private void accepted(Mail mail) {
        meters.sent(mail);
        forgetSecret(mail);
        LOG.info("Mail {} ({}) is sent", mail.id(), mail.kind());
    }

    void refused(Mail mail, String reason) {
        meters.refused();
        failed(mail, reason);
        LOG.warn("Mail {} was refused, no further attempts", mail.id());
    }

    /** Gives the mail up, without counting a refusal. */
    void failed(Mail mail, String reason) {
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

    private void unreachable(Mail mail, String reason) {
        meters.failed();
        mails.deferred(mail.id(), reason, clock.instant());
        LOG.warn("Mail {} waits, the SMTP server is unreachable: {}", mail.id(),
                ADDRESS.matcher(reason).replaceAll("…"));
    }
}
