package dev.medislot.notification.reminder;

import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the reminders of visits that have come near, for every recipient that wants them.
 * <p>
 * Nothing is planned ahead: the bookings are read as they are when a reminder is due. Of several missed reminders, and
 * of those that were due before the visit was booked or last moved, only the nearest still ahead is sent.
 */
@Component
class RemindOfVisits {

    private static final Logger LOG = LoggerFactory.getLogger(RemindOfVisits.class);
    private static final int BATCH = 200;

    private final Bookings bookings;
    private final Contacts contacts;
    private final StoreMails store;
    private final ReminderProperties settings;

    RemindOfVisits(Bookings bookings, Contacts contacts, StoreMails store, ReminderProperties settings) {
        this.bookings = bookings;
        this.contacts = contacts;
        this.store = store;
        this.settings = settings;
    }

    /** Stores reminders that were due at a time up to which all booking events are read; true if there may be more. */
    @Transactional
    boolean remind(Instant asOf) {
        var shorter = Duration.ZERO;
        var full = false;
        for (var lead : settings.reminders()) {
            var near = bookings.takeForReminder(asOf.plus(shorter), asOf.plus(lead), lead, BATCH);
            for (var booking : near) {
                for (var person : new UUID[] { booking.patient().value(), booking.doctor().value() }) {
                    if (contacts.find(person).map(Contact::reminders).orElse(true)) {
                        store.remind(booking, person, lead);
                    }
                }
                LOG.info("Stored reminders for booking {} version {}", booking.id(), booking.version());
            }
            full |= near.size() == BATCH;
            shorter = lead;
        }
        return full;
    }
}
