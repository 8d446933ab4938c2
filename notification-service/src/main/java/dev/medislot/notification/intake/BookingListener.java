package dev.medislot.notification.intake;

import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the bookings, and stores in the same transaction the mails that a change asks for. */
@Component
class BookingListener {

    private static final Logger LOG = LoggerFactory.getLogger(BookingListener.class);

    private final Learn learn;
    private final StoreMails store;

    BookingListener(Learn learn, StoreMails store) {
        this.learn = learn;
        this.store = store;
    }

    @KafkaListener(topics = Topics.BOOKINGS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        learn.booking(ReceivedEvent.of(message)).ifPresent(event -> {
            store.tell(event);
            LOG.info("Booking {} is at version {}, {}", event.bookingId(), event.version(), event.status());
        });
    }
}
