package dev.medislot.client.patient;

import dev.medislot.common.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One access to the data of a patient.
 *
 * @param at of repeated reads within an hour, the first
 * @param operation of the API, such as {@code getBooking}
 * @param bookingId null for a profile
 */
public record Access(Instant at, UUID actorId, Role actorRole, String operation, boolean change,
        @Nullable UUID bookingId) {}
