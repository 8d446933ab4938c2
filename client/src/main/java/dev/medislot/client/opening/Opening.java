package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot that can be booked now.
 *
 * @param localStart with an offset, in the zone of the query; null without one
 * @param visitTypeId null for the default visit, as its name
 */
public record Opening(SlotId id, DoctorId doctorId, String doctorName, Instant start, Instant end,
        @Nullable String localStart, @Nullable String localEnd, @Nullable UUID visitTypeId,
        @Nullable String visitTypeName, @Nullable VisitMode mode) {}
