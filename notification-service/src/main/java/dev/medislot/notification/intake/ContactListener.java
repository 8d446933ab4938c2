package dev.medislot.notification.intake;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.notification.contact.Contacts;
import dev.medislot.notification.notification.Notifications;
import dev.medislot.notification.notification.StoreNotifications;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the contacts, welcomes who is new, and lets go of who is erased. */
@Component
class ContactListener {

    private static final Logger LOG = LoggerFactory.getLogger(ContactListener.class);

    private final Contacts contacts;
    private final Notifications notifications;
    private final StoreNotifications store;

    ContactListener(Contacts contacts, Notifications notifications, StoreNotifications store) {
        this.contacts = contacts;
        this.notifications = notifications;
        this.store = store;
    }

    @KafkaListener(topics = Topics.CONTACTS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (event.isTombstone()) {
            erase(personOf(event), event.sequence());
            return;
        }
        var changed = event.as(ContactChanged.class);
        if (contacts.apply(changed)) {
            store.welcome(changed);
            store.writeAnew(changed.personId());
            LOG.info("Contact {} is at version {}", changed.personId(), changed.version());
        }
    }

    private void erase(UUID personId, long version) {
        if (contacts.erase(personId, version)) {
            notifications.erase(personId);
            LOG.info("Contact {} is erased", personId);
        }
    }

    private static UUID personOf(ReceivedEvent event) {
        try {
            return UUID.fromString(event.key());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("The key is not a person's id", e);
        }
    }
}
