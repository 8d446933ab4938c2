package dev.medislot.notification.reminder;

import dev.medislot.common.event.RemindersMuted;
import dev.medislot.notification.mail.MuteLinks;
import dev.medislot.notification.mail.MuteSecret;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Switches reminders off at once here, and asks the service that keeps the person's profile to do so too. */
@Component
class MuteReminders {

    private static final Logger LOG = LoggerFactory.getLogger(MuteReminders.class);

    private final MuteLinks links;
    private final Contacts contacts;
    private final Outbox outbox;
    private final Clock clock;

    MuteReminders(MuteLinks links, Contacts contacts, Outbox outbox, Clock clock) {
        this.links = links;
        this.contacts = contacts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does nothing for a link that no longer works, and for a person whose reminders are off. */
    @Transactional
    void mute(MuteSecret secret) {
        links.recipient(secret).ifPresent(this::mute);
    }

    private void mute(UUID person) {
        contacts.mute(person).ifPresent(role -> {
            outbox.publish(new RemindersMuted(person, role, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            LOG.info("Switched off the reminders of {} {} by the link in a mail", role, person);
        });
    }
}
