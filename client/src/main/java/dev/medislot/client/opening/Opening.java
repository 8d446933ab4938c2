package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot that can be booked now.
 *
 * @param localStart with an offset, in the zone of the query; null without one
 */
public record Opening(SlotId id, DoctorId doctorId, String doctorName, Instant start, Instant end,
        @Nullable String localStart, @Nullable String localEnd) {}
