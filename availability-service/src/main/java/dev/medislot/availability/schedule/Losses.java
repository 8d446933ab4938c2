package dev.medislot.availability.schedule;

import java.util.List;

/** The upcoming slots that an edit removed, and their known bookings. */
record Losses(List<LostSlot> slots, List<AffectedBooking> bookings) {}
