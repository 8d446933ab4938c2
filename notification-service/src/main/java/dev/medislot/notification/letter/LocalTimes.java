package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A visit's time as a person in that zone reads it, in American English. */
record LocalTimes(ZonedDateTime start, ZonedDateTime end) {

    private static final DateTimeFormatter LONG_DATE = format("EEEE, MMMM d, uuuu");
    private static final DateTimeFormatter SHORT_DATE = format("EEE, MMM d");
    private static final DateTimeFormatter TIME = format("h:mm a");
    private static final DateTimeFormatter SHORT_ZONE = format("z");
    private static final DateTimeFormatter LONG_ZONE = format("zzzz");

    static LocalTimes of(Instant start, Instant end, ZoneId zone) {
        return new LocalTimes(start.atZone(zone), end.atZone(zone));
    }

    /** {@code Tuesday, December 1, 2026}. */
    String date() {
        return LONG_DATE.format(start);
    }

    /** {@code 9:00 AM – 10:00 AM PST}; both zones where the clock changes in between. */
    String time() {
        var startZone = start.getOffset().equals(end.getOffset()) ? "" : " " + SHORT_ZONE.format(start);
        return TIME.format(start) + startZone + " – " + TIME.format(end) + " " + SHORT_ZONE.format(end);
    }

    /** {@code Pacific Standard Time}. */
    String zone() {
        return LONG_ZONE.format(start);
    }

    /** {@code Tue, Dec 1, 9:00 AM PST}. */
    String inShort() {
        return SHORT_DATE.format(start) + ", " + TIME.format(start) + " " + SHORT_ZONE.format(start);
    }

    /** {@code Tuesday, December 1, 2026, 9:00 AM PST}. */
    static String moment(Instant moment, ZoneId zone) {
        var there = moment.atZone(zone);
        return LONG_DATE.format(there) + ", " + TIME.format(there) + " " + SHORT_ZONE.format(there);
    }

    /** Whether clocks there show something else at that time. */
    boolean differFrom(LocalTimes other) {
        return !start.toLocalDateTime().equals(other.start.toLocalDateTime());
    }

    boolean isSameDateAs(LocalTimes other) {
        return start.toLocalDate().equals(other.start.toLocalDate());
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
