package dev.medislot.notification.intake;

import dev.medislot.common.event.Topics;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores the mails about slots that are held for patients on the waitlist. */
@Component
class WaitlistListener {

    private final StoreMails store;

    WaitlistListener(StoreMails store) {
        this.store = store;
    }

    @KafkaListener(topics = Topics.WAITLIST)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (WaitlistOffered.class.getSimpleName().equals(event.type())) {
            store.offer(event.as(WaitlistOffered.class));
        }
    }
}
