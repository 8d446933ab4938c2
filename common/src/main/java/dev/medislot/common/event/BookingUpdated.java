package dev.medislot.common.event;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking moved to another slot, was closed as completed or as a no-show, was corrected from one of these to the
 * other, or keeps its slot for a patient who will be in another state.
 */
public record BookingUpdated(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
        UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
        @Nullable UUID previousDoctorId) implements BookingEvent {}
