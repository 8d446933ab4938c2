package dev.medislot.client.doctor;

import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's permission to practise in one state.
 *
 * @param validUntil the last day; null without an end
 * @param verified false while it waits for verification by staff; until then it permits no visit
 * @param affectedBookings only in the answer to a change
 */
public record License(UUID id, UsState state, String number, LocalDate validFrom, @Nullable LocalDate validUntil,
        boolean verified, @Nullable List<AffectedBooking> affectedBookings) {}
