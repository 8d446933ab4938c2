package dev.medislot.availability.hours;

import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An interval in which a doctor's timeslots offer nothing, local to the doctor's zone. */
record TimeOff(UUID id, LocalDateTime start, LocalDateTime end, @Nullable String reason) {}
