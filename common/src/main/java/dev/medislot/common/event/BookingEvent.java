package dev.medislot.common.event;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of one booking: ids and facts, no names, emails or free text. */
public sealed interface BookingEvent extends Event permits BookingCreated, BookingUpdated, BookingCancelled {

    UUID bookingId();

    /** Counts the booking's changes from 1, without gaps. */
    int version();

    Actor actor();

    BookingStatus status();

    UUID patientId();

    /** Where the patient will be at the visit. */
    UsState patientState();

    UUID doctorId();

    SlotTime slot();

    /** The slot this change freed by moving the booking. */
    @Nullable
    SlotTime previousSlot();

    @Nullable
    UUID previousDoctorId();

    @Override
    default String topic() {
        return Topics.BOOKINGS;
    }

    @Override
    default String key() {
        return bookingId().toString();
    }

    @Override
    default long sequence() {
        return version();
    }
}
