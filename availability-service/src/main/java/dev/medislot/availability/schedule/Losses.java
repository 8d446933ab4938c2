package dev.medislot.availability.schedule;

import java.util.List;

/** What an edit took away: slots to come, and the bookings of them that are known here. */
record Losses(List<LostSlot> slots, List<AffectedBooking> bookings) {}
