package dev.medislot.notification.intake;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores contacts, welcomes new people and erases those that a tombstone names. */
@Component
class ContactListener {

    private static final Logger LOG = LoggerFactory.getLogger(ContactListener.class);

    private final Learn learn;
    private final StoreMails store;
    private final ForgetPerson forgetPerson;

    ContactListener(Learn learn, StoreMails store, ForgetPerson forgetPerson) {
        this.learn = learn;
        this.store = store;
        this.forgetPerson = forgetPerson;
    }

    @KafkaListener(topics = Topics.CONTACTS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (!learn.contact(event)) {
            return;
        }
        if (event.isTombstone()) {
            forgetPerson.forget(Learn.personOf(event));
        } else {
            var person = event.as(ContactChanged.class);
            store.welcome(person);
            store.writeAnew(person.personId());
        }
        LOG.info("Contact {} is at version {}{}", event.key(), event.sequence(), event.isTombstone() ? ", erased" : "");
    }
}
