package dev.medislot.availability.booking;

import dev.medislot.availability.schedule.TakenTime;
import dev.medislot.availability.schedule.WithdrawBookings;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps bookings, and with them which slots are taken; one whose slot was withdrawn meanwhile is withdrawn too. */
@Component
class BookingListener {

    record BookingFacts(UUID bookingId, int version, BookingStatus status, UUID doctorId, UsState patientState,
            SlotTime slot) {

        private boolean takesAnotherSlotThan(Bookings.@Nullable Place before) {
            return status == BookingStatus.CONFIRMED && (before == null || !before.doctor().value().equals(doctorId)
                    || !before.start().equals(slot.start()) || !before.end().equals(slot.end()));
        }
    }

    private final Bookings bookings;
    private final TakenTime takenTime;
    private final WithdrawBookings withdrawBookings;

    BookingListener(Bookings bookings, TakenTime takenTime, WithdrawBookings withdrawBookings) {
        this.bookings = bookings;
        this.takenTime = takenTime;
        this.withdrawBookings = withdrawBookings;
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
            // a booking that stays where it is and only follows its patient to another state is for staff to look at
            if (booking.takesAnotherSlotThan(before)) {
                withdrawBookings.withdrawIfItsSlotWas(booking.bookingId(), booking.slot(), booking.patientState());
            }
        }
    }
}
