package dev.medislot.notification.letter;

import dev.medislot.common.DoctorId;
import java.time.Instant;

/** A time that can be booked instead of a cancelled visit. */
public record NextOpening(String slotId, DoctorId doctor, String doctorName, Instant start) {}
