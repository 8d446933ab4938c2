package dev.medislot.availability.booking;

import dev.medislot.availability.schedule.TakenTime;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps bookings, and with them which slots are taken. */
@Component
class BookingListener {

    record BookingFacts(UUID bookingId, int version, BookingStatus status, UUID doctorId, UsState patientState,
            SlotTime slot) {
    }

    private final Bookings bookings;
    private final TakenTime takenTime;

    BookingListener(Bookings bookings, TakenTime takenTime) {
        this.bookings = bookings;
        this.takenTime = takenTime;
    }

    @KafkaListener(topics = Topics.BOOKINGS, concurrency = "3")
    @Transactional
    void changed(ConsumerRecord<String, byte[]> record) {
        var booking = ReceivedEvent.of(record).as(BookingFacts.class);
        var before = bookings.place(booking.bookingId());
        takenTime.lock(new DoctorId(booking.doctorId()), before == null ? null : before.doctor());
        if (bookings.apply(booking)) {
            if (before != null) {
                takenTime.recount(before.doctor(), before.start(), before.end());
            }
            takenTime.recount(new DoctorId(booking.doctorId()), booking.slot().start(), booking.slot().end());
        }
    }
}
