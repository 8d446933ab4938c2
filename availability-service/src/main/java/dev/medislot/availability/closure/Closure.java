package dev.medislot.availability.closure;

import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An interval in which the clinic is closed, local to the zone of each doctor. */
record Closure(UUID id, LocalDateTime start, LocalDateTime end, @Nullable String reason) {}
