package dev.medislot.notification.intake;

import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
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
        var received = ReceivedEvent.of(message);
        var formerMode = formerMode(received);
        bookings.apply(received).ifPresent(event -> {
            store.storeMails(event, formerMode);
            LOG.info("Booking {} is at version {}, {}", event.bookingId(), event.version(), event.status());
        });
    }

    /** Read before the event is applied, because it does not name the former mode. */
    private @Nullable VisitMode formerMode(ReceivedEvent received) {
        if (!received.type().equals(BookingUpdated.class.getSimpleName())) {
            return null;
        }
        var event = received.as(BookingUpdated.class);
        return bookings.mode(event.bookingId(), event.version() - 1).orElse(null);
    }
}
