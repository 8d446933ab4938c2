package dev.medislot.notification.intake;

import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies booking events, and stores the mails for each change in the same transaction. */
@Component
class BookingListener {

    private static final Logger LOG = LoggerFactory.getLogger(BookingListener.class);

    private final Bookings bookings;
    private final StoreMails store;

    BookingListener(Bookings bookings, StoreMails store) {
        this.bookings = bookings;
        this.store = store;
    }

    @KafkaListener(topics = Topics.BOOKINGS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        bookings.apply(ReceivedEvent.of(message)).ifPresent(event -> {
            store.storeMails(event);
            LOG.info("Booking {} is at version {}, {}", event.bookingId(), event.version(), event.status());
        });
    }
}
