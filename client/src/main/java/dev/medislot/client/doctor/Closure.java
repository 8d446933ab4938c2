package dev.medislot.client.doctor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time when the clinic is closed, in local date-times of each doctor.
 *
 * @param reason for staff only
 * @param affectedCount the number of affected bookings; only in the answer to a new closure
 * @param affectedBookings the first of them, by start; only in the answer to a new closure
 */
public record Closure(UUID id, String start, String end, @Nullable String reason, @Nullable Integer affectedCount,
        @Nullable List<AffectedBooking> affectedBookings) {}
