package dev.medislot.notification.intake;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies contact events, welcomes new people and rewrites the waiting mails of changed ones. */
@Component
class ContactListener {

    private static final Logger LOG = LoggerFactory.getLogger(ContactListener.class);

    private final Contacts contacts;
    private final StoreMails store;

    ContactListener(Contacts contacts, StoreMails store) {
        this.contacts = contacts;
        this.store = store;
    }

    @KafkaListener(topics = Topics.CONTACTS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        var person = event.isTombstone() ? null : event.as(ContactChanged.class);
        var wasUnconfirmed = person != null
                && contacts.find(person.personId()).filter(before -> !before.emailConfirmed()).isPresent();
        if (contacts.keep(event) == 0) {
            return;
        }
        if (person != null) {
            store.welcome(person, wasUnconfirmed);
            store.rewrite(person.personId());
        }
        LOG.info("Contact {} is at version {}{}", event.key(), event.sequence(), event.isTombstone() ? ", erased" : "");
    }
}
