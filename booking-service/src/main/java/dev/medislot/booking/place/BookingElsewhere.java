package dev.medislot.booking.place;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.UUID;

/** A booked visit in person whose state was not that of its place when it was read. */
record BookingElsewhere(UUID booking, PatientId patient, SlotId slot) {}
