package dev.medislot.notification.intake;

import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.booking.Bookings;
import dev.medislot.notification.notification.StoreNotifications;
import java.util.Optional;
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

    private final Bookings bookings;
    private final StoreNotifications store;

    BookingListener(Bookings bookings, StoreNotifications store) {
        this.bookings = bookings;
        this.store = store;
    }

    @KafkaListener(topics = Topics.BOOKINGS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        read(ReceivedEvent.of(message)).filter(bookings::apply).ifPresent(event -> {
            store.tell(event);
            LOG.info("Booking {} is at version {}, {}", event.bookingId(), event.version(), event.status());
        });
    }

    /** Empty for a type that is newer than this code. */
    private static Optional<BookingEvent> read(ReceivedEvent event) {
        return switch (event.type()) {
            case "BookingCreated" -> Optional.of(event.as(BookingCreated.class));
            case "BookingUpdated" -> Optional.of(event.as(BookingUpdated.class));
            case "BookingCancelled" -> Optional.of(event.as(BookingCancelled.class));
            default -> Optional.empty();
        };
    }
}
