package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.UUID;

/** A slot kept for a patient until {@code expiresAt}. */
public record Hold(UUID id, SlotId slotId, Instant expiresAt, PatientId patientId) {}
