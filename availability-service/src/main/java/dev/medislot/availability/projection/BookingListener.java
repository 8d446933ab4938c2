package dev.medislot.availability.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class BookingListener {

    private final KnownBookings bookings;

    BookingListener(KnownBookings bookings) {
        this.bookings = bookings;
    }

    @KafkaListener(topics = Topics.BOOKINGS, concurrency = "3")
    void changed(ConsumerRecord<String, byte[]> record) {
        bookings.keep(ReceivedEvent.of(record));
    }
}
