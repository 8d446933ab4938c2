package dev.medislot.notification.intake;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.MailNewPlaces;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies contact events, welcomes new people, rewrites the waiting mails of changed ones, and stores the mails about a
 * doctor's new place.
 */
@Component
class ContactListener {

    private static final Logger LOG = LoggerFactory.getLogger(ContactListener.class);

    private final Contacts contacts;
    private final StoreMails store;
    private final MailNewPlaces mailNewPlaces;

    ContactListener(Contacts contacts, StoreMails store, MailNewPlaces mailNewPlaces) {
        this.contacts = contacts;
        this.store = store;
        this.mailNewPlaces = mailNewPlaces;
    }

    @KafkaListener(topics = Topics.CONTACTS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        var person = event.isTombstone() ? null : event.as(ContactChanged.class);
        contacts.lock(person == null ? Contacts.personOf(event) : person.personId());
        var before = person == null ? null : contacts.find(person.personId()).orElse(null);
        if (contacts.keep(event) == 0) {
            return;
        }
        if (person != null) {
            store.welcome(person, before != null && !before.emailConfirmed());
            store.rewrite(person.personId());
            if (before != null) {
                mailNewPlaces.mail(before, person);
            }
        }
        LOG.info("Contact {} is at version {}{}", event.key(), event.sequence(), event.isTombstone() ? ", erased" : "");
    }
}
