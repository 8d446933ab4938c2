package dev.medislot.availability.projection;

import dev.medislot.availability.schedule.SlotOccupancy;
import dev.medislot.availability.withdrawal.WithdrawBookings;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies bookings and marks their slots as taken; withdraws a new booking whose slot has been withdrawn. */
@Component
class KnownBookings implements Projection {

    record BookingFacts(UUID bookingId, int version, BookingStatus status, UUID doctorId, UsState patientState,
            SlotTime slot, @Nullable Instant busyFrom, @Nullable Instant busyUntil) {

        private DoctorId doctor() {
            return new DoctorId(doctorId);
        }

        private boolean takesAnotherSlotThan(Bookings.@Nullable Known before) {
            return status == BookingStatus.CONFIRMED && (before == null || !before.doctor().value().equals(doctorId)
                    || !before.start().equals(slot.start()) || !before.end().equals(slot.end()));
        }
    }

    private final Bookings bookings;
    private final SlotOccupancy slotOccupancy;
    private final WithdrawBookings withdrawBookings;
    private final TransactionTemplate transaction;

    KnownBookings(Bookings bookings, SlotOccupancy slotOccupancy, WithdrawBookings withdrawBookings,
            TransactionTemplate transaction) {
        this.bookings = bookings;
        this.slotOccupancy = slotOccupancy;
        this.withdrawBookings = withdrawBookings;
        this.transaction = transaction;
    }

    @KafkaListener(topics = Topics.BOOKINGS, concurrency = "3")
    void changed(ConsumerRecord<String, byte[]> record) {
        keep(ReceivedEvent.of(record));
    }

    @Override
    public String topic() {
        return Topics.BOOKINGS;
    }

    @Override
    public String kept() {
        return "select id::text as key, version from booking";
    }

    @Override
    public int keep(ReceivedEvent event) {
        return transaction.<Integer>execute(_ -> keep(event.as(BookingFacts.class)));
    }

    private int keep(BookingFacts booking) {
        var before = bookings.lock(booking);
        if (before != null && before.isAsNew()) {
            return 0;
        }
        slotOccupancy.lock(booking.doctor(), before == null ? null : before.doctor());
        bookings.write(booking);
        if (before != null) {
            slotOccupancy.recount(before.doctor(), before.busyFrom(), before.busyUntil());
        }
        slotOccupancy.recount(booking.doctor(), Objects.requireNonNullElse(booking.busyFrom(), booking.slot().start()),
                Objects.requireNonNullElse(booking.busyUntil(), booking.slot().end()));
        // staff decides on a booking that keeps its slot and follows its patient to another state
        if (booking.takesAnotherSlotThan(before)) {
            withdrawBookings.withdrawIfItsSlotWas(booking.bookingId(), booking.slot(), booking.patientState());
        }
        return 1;
    }

    /** Recounts the slots of every doctor, one doctor at a time. */
    @Override
    public int settle() {
        int changed = 0;
        for (var doctor : slotOccupancy.doctors()) {
            changed += transaction.<Integer>execute(_ -> {
                slotOccupancy.lock(doctor, null);
                return slotOccupancy.recountAll(doctor);
            });
        }
        return changed;
    }
}
