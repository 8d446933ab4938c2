package dev.medislot.availability.hours;

import dev.medislot.availability.slot.Window;
import java.util.UUID;

/** A stored window of a doctor. */
record Timeslot(UUID id, long version, Window window) {}
