package dev.medislot.client.patient;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rating of a completed visit.
 *
 * @param stars 1 to 5
 */
public record NewRating(UUID bookingId, int stars, @Nullable String comment) {}
