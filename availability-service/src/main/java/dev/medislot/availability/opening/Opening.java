package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import java.time.Instant;

/** A slot that can be booked now. */
record Opening(DoctorId doctor, String doctorName, Instant start, Instant end) {}
