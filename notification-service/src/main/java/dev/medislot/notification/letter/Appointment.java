package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking as one of the two has it in their calendar.
 *
 * @param changedAt when the booking came to this version
 * @param title names the other of the two
 * @param zone in which the times are written
 * @param note what the last change was; missing if there is nothing to say
 */
public record Appointment(UUID bookingId, int version, Instant changedAt, Instant start, Instant end, String title,
        ZoneId zone, @Nullable String note) {

    /** An appointment without a note. */
    public Appointment(UUID bookingId, int version, Instant changedAt, Instant start, Instant end, String title,
            ZoneId zone) {
        this(bookingId, version, changedAt, start, end, title, zone, null);
    }
}
