package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A booking as one of the two has it in their calendar.
 *
 * @param changedAt when the booking came to this version
 * @param title names the other of the two
 * @param zone in which the times are written
 */
public record Appointment(UUID bookingId, int version, Instant changedAt, Instant start, Instant end, String title,
        ZoneId zone) {}
