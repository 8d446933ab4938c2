package dev.medislot.availability.withdrawal;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;

/** A booking whose slot is no longer offered, or no longer to patients of its state. */
public record AffectedBooking(UUID bookingId, SlotId slotId, Instant start, Instant end, UsState patientState) {}
