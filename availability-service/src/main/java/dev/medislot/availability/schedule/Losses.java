package dev.medislot.availability.schedule;

import java.util.List;

/** The upcoming slots that an edit took away, and the known bookings of them. */
record Losses(List<LostSlot> slots, List<AffectedBooking> bookings) {}
