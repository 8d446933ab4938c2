package dev.medislot.client.doctor;

import java.util.List;

/** The answer to a deletion. */
public record Removed(List<AffectedBooking> affectedBookings) {}
