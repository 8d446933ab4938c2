package dev.medislot.client.doctor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interval without slots, in local date-times of the doctor.
 *
 * @param affectedBookings only in the answer to a change
 */
public record TimeOff(UUID id, String start, String end, @Nullable String reason,
        @Nullable List<AffectedBooking> affectedBookings) {}
