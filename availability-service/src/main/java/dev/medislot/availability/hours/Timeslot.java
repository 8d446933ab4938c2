package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.Window;
import java.util.UUID;

/** A stored window of a doctor. */
record Timeslot(UUID id, long version, Window window) {}
