package dev.medislot.common.event;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient now has a booking; always its version 1. */
public record BookingCreated(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
        UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
        @Nullable UUID previousDoctorId) implements BookingEvent {}
