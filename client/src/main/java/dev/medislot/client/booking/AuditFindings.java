package dev.medislot.client.booking;

import java.time.Instant;

/**
 * The counts of one audit.
 *
 * @param overlaps live bookings and holds that run into the next one of their doctor or patient
 * @param withoutLicense bookings ahead whose doctor has no valid license for them; the only count that is not an
 *     inconsistency
 * @param bookingsWithoutEvent bookings without an event for their current version
 * @param versionsWithoutEvent earlier versions without an event
 * @param eventsWithoutBooking events whose booking or version is missing
 * @param contradictions bookings that differ from their last event
 */
public record AuditFindings(Instant at, long overlaps, long withoutLicense, long bookingsWithoutEvent,
        long versionsWithoutEvent, long eventsWithoutBooking, long contradictions) {}
