package dev.medislot.booking.claim;

import java.util.List;
import java.util.UUID;

/** A patient's own holds gave way to another claim of theirs, a booking or a hold; published in its transaction. */
public record HoldsTaken(List<UUID> holds, UUID claim) {}
