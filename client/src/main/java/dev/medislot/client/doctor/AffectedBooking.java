package dev.medislot.client.doctor;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;

/** A booking whose slot an edit takes away. */
public record AffectedBooking(UUID bookingId, SlotId slotId, Instant start, Instant end, UsState patientState) {}
