package dev.medislot.notification.intake;

import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores the mails about accounts that the other services ask for. */
@Component
class AccountMailListener {

    private final StoreMails store;

    AccountMailListener(StoreMails store) {
        this.store = store;
    }

    @KafkaListener(topics = Topics.ACCOUNT_MAILS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (AccountMailRequested.class.getSimpleName().equals(event.type())) {
            store.account(event.as(AccountMailRequested.class));
        }
    }
}
