package dev.medislot.client.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.UUID;

/** A slot that is reserved for its patient, the caller or a dependent, until it expires. */
public record Hold(UUID id, SlotId slotId, Instant expiresAt, PatientId patientId) {}
