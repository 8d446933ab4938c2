package dev.medislot.common.event;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of one booking: ids and facts, no people's names, emails or free text. */
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

    /** Missing for the default visit, as the four that follow. */
    @Nullable
    UUID visitTypeId();

    @Nullable
    VisitMode mode();

    /**
     * The name that the clinic gave the visit type, as it was when the slot was claimed; missing before it was added.
     */
    @Nullable
    String visitTypeName();

    /** The instant from which the visit takes the doctor's time: its start less the time before it. */
    @Nullable
    Instant busyFrom();

    /** The instant until which the visit takes the doctor's time: its end and the time after it. */
    @Nullable
    Instant busyUntil();

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
