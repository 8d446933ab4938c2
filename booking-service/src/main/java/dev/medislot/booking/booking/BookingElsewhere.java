package dev.medislot.booking.booking;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.util.UUID;

/** A booked visit in person whose state is not that of its place. */
record BookingElsewhere(UUID booking, PatientId patient, SlotId slot, UsState placeState) {}
