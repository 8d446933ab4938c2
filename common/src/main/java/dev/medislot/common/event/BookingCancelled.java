package dev.medislot.common.event;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A booking was cancelled and its slot is free again. */
public record BookingCancelled(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
        UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
        @Nullable UUID previousDoctorId) implements BookingEvent {}
