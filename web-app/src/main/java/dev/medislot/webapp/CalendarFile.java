package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An appointment as a file for calendar programs (RFC 5545). The reason for a visit does not belong in a calendar. */
final class CalendarFile {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    static String of(Booking booking, String summary) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Medislot//Web//EN
                BEGIN:VEVENT
                UID:%s
                SEQUENCE:%d
                DTSTAMP:%s
                DTSTART:%s
                DTEND:%s
                SUMMARY:%s
                END:VEVENT
                END:VCALENDAR
                """
                .formatted(booking.id(), booking.version(), text(booking.updatedAt()), text(booking.start()),
                        text(booking.end()), summary.replaceAll("([\\\\,;])", "\\\\$1").replaceAll("\\s+", " "))
                .replace("\n", "\r\n");
    }

    private static String text(Instant instant) {
        return UTC.format(instant);
    }
}
