package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.UUID;

/** A patient who has entries in the waitlist got a slot by a new or a moved booking; published in its transaction. */
public record SlotBooked(UUID booking, PatientId patient, SlotId slot) {}
