package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.UUID;

/** A patient with entries in the waitlist has a new or moved booking; published in its transaction. */
public record SlotBooked(UUID booking, PatientId patient, SlotId slot) {}
