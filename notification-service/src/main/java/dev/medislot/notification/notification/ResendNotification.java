package dev.medislot.notification.notification;

import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends a mail once more, to where the recipient can be reached now. */
@Service
class ResendNotification {

    /** Every way a wish to send again can end. */
    sealed interface Outcome {
        record Resent(Notification mail) implements Outcome {
        }

        record Waiting() implements Outcome {
        }

        record Unknown() implements Outcome {
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResendNotification.class);

    private final Notifications notifications;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ResendNotification(Notifications notifications, ApplicationEventPublisher events, Clock clock) {
        this.notifications = notifications;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Outcome resend(UUID id) {
        if (notifications.find(id).isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!notifications.sendAgain(id, clock.instant())) {
            return new Outcome.Waiting();
        }
        LOG.info("Notification {} is sent again", id);
        events.publishEvent(new MailsDue());
        return notifications.find(id).<Outcome> map(Outcome.Resent::new).orElseGet(Outcome.Unknown::new);
    }
}
