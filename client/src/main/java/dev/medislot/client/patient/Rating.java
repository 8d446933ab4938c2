package dev.medislot.client.patient;

import dev.medislot.common.DoctorId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient's rating of a visit.
 *
 * @param bookingId only for its patient and staff
 */
public record Rating(UUID id, DoctorId doctorId, int stars, @Nullable String comment, Instant createdAt,
        Instant updatedAt, @Nullable UUID bookingId) {}
