package dev.medislot.webapp.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.medislot.client.booking.Booking;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * An appointment as a file for calendar programs (RFC 5545). It has the UID and the SEQUENCE of the invite in the mail,
 * so that a program knows it as the same entry. The reason for a visit does not belong in a calendar.
 */
final class CalendarFile {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    /** The longest line, in bytes. */
    private static final int MAX_LINE = 75;

    private CalendarFile() {}

    /**
     * Writes the file.
     *
     * @param where how the visit is attended; empty if unknown
     * @param link where the visit is joined, or its page
     */
    static String of(Booking booking, String title, String where, URI link) {
        var lines = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Medislot//Web//EN",
                "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:" + booking.id(), "SEQUENCE:" + (booking.version() - 1),
                "DTSTAMP:" + text(booking.updatedAt()), "LAST-MODIFIED:" + text(booking.updatedAt()),
                "DTSTART:" + text(booking.start()), "DTEND:" + text(booking.end()), "SUMMARY:" + text(title)));
        if (!where.isEmpty()) {
            lines.add("LOCATION:" + text(where));
        }
        lines.addAll(List.of("URL:" + link, "STATUS:CONFIRMED", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"));
        return lines.stream().map(CalendarFile::folded).collect(joining());
    }

    private static String text(Instant instant) {
        return UTC.format(instant);
    }

    private static String text(String words) {
        return words.replaceAll("([\\\\,;])", "\\\\$1").replaceAll("\\s+", " ");
    }

    /** Continues a long line on the next one, after a space. */
    private static String folded(String line) {
        var folded = new StringBuilder();
        var room = MAX_LINE;
        for (var character : line.codePoints().toArray()) {
            var bytes = Character.toString(character).getBytes(UTF_8).length;
            if (bytes > room) {
                folded.append("\r\n ");
                room = MAX_LINE - 1;
            }
            folded.appendCodePoint(character);
            room -= bytes;
        }
        return folded.append("\r\n").toString();
    }
}
