package dev.medislot.notification.letter;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking in the calendar of its patient or doctor.
 *
 * @param inviteVersion counts the versions of the booking, and each update of its invite with another place or link
 * @param changedAt the time of the booking's last change that mails state, or of that update
 * @param title names the other person
 * @param zone the zone of the written times
 * @param note such as the last change; missing without one
 * @param attendance missing if not known, and once the appointment is cancelled
 * @param page of the booking; missing for a doctor who lost it
 */
public record Appointment(UUID bookingId, int inviteVersion, Instant changedAt, Instant start, Instant end,
        String title, ZoneId zone, @Nullable String note, @Nullable Attendance attendance, @Nullable URI page) {

    /** An appointment with its title alone. */
    public Appointment(UUID bookingId, int inviteVersion, Instant changedAt, Instant start, Instant end, String title,
            ZoneId zone) {
        this(bookingId, inviteVersion, changedAt, start, end, title, zone, null, null, null);
    }
}
