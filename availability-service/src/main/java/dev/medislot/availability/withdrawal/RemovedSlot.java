package dev.medislot.availability.withdrawal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot that an edit removed for patients of some states.
 *
 * @param states the states that lost the slot, one bit each
 * @param types the visit types of that length that lost it, one bit each; null for a slot of the default visit
 * @param spared the booking of it by a patient of another state, if there is one
 */
public record RemovedSlot(Instant start, Instant end, long states, @Nullable Long types, @Nullable UUID spared) {}
