package dev.medislot.notification.intake;

import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Topics;
import dev.medislot.notification.mail.StoreMails;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contacts;
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
    private final Contacts contacts;
    private final StoreMails store;

    BookingListener(Bookings bookings, Contacts contacts, StoreMails store) {
        this.bookings = bookings;
        this.contacts = contacts;
        this.store = store;
    }

    @KafkaListener(topics = Topics.BOOKINGS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        Bookings.read(ReceivedEvent.of(message)).ifPresent(this::on);
    }

    /**
     * Keeps the doctor from changing until the mails of this event are stored. So these name a new place, or the mails
     * about the new place find this booking.
     */
    private void on(BookingEvent event) {
        contacts.lockShared(event.doctorId());
        var formerMode = formerMode(event);
        if (bookings.apply(event)) {
            store.storeMails(event, formerMode);
            LOG.info("Booking {} is at version {}, {}", event.bookingId(), event.version(), event.status());
        }
    }

    /** Read before the event is applied, because it does not name the former mode. */
    private @Nullable VisitMode formerMode(BookingEvent event) {
        return event instanceof BookingUpdated ? bookings.mode(event.bookingId(), event.version() - 1).orElse(null)
                : null;
    }
}
