package dev.medislot.booking.booking;

import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes what time or a change of the doctor's hours has ended. */
@Component
class Closing {

    private final CloseBooking closeBooking;

    Closing(CloseBooking closeBooking) {
        this.closeBooking = closeBooking;
    }

    @KafkaListener(topics = Topics.WITHDRAWALS)
    void withdrawn(ConsumerRecord<String, byte[]> record) {
        closeBooking.withdraw(ReceivedEvent.of(record).as(BookingWithdrawn.class));
    }

    @Scheduled(fixedDelayString = "${medislot.auto-complete-every:1m}")
    void forgotten() {
        while (closeBooking.completeForgotten() > 0) {
            // the next batch
        }
    }
}
