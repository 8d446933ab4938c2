package dev.medislot.booking.hold;

import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.UUID;

/** A slot kept for a patient; gone by itself at {@code expiresAt}. */
record Hold(UUID id, SlotId slotId, Instant expiresAt) {}
