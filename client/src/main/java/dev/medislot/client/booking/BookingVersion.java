package dev.medislot.client.booking;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import java.time.Instant;

/** One version of a booking, with the change that made it. */
public record BookingVersion(int version, String change, Instant occurredAt, Actor actor, BookingStatus status,
        DoctorId doctorId, SlotId slotId, Instant start, Instant end, UsState patientState) {}
