package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** A visit's time as a person in that zone reads it, in their language. */
record LocalTimes(ZonedDateTime start, ZonedDateTime end, Language language) {

    private static final int DAYS_OF_WEEK = 7;

    static LocalTimes of(Instant start, Instant end, ZoneId zone, Language language) {
        return new LocalTimes(start.atZone(zone), end.atZone(zone), language);
    }

    /** {@code Tuesday, December 1, 2026}. */
    String date() {
        return language.longDate(start);
    }

    /** {@code 9:00 AM – 10:00 AM PST}; both zones where the clock changes in between. */
    String time() {
        var startZone = start.getOffset().equals(end.getOffset()) ? "" : " " + language.shortZone(start);
        return language.time(start) + startZone + " – " + language.time(end) + " " + language.shortZone(end);
    }

    /** {@code Pacific Standard Time}. */
    String zone() {
        return language.longZone(start);
    }

    /** {@code Tue, Dec 1, 9:00 AM PST}. */
    String inShort() {
        return language.shortDate(start) + ", " + language.time(start) + " " + language.shortZone(start);
    }

    /** A time as a person says it at that moment: {@code Tomorrow at 9:00 AM}, or {@code On Friday at 9:00 AM}. */
    String asSeenAt(Instant now) {
        var today = now.atZone(start.getZone()).toLocalDate();
        var days = ChronoUnit.DAYS.between(today, start.toLocalDate());
        var time = language.atTime(start);
        if (days <= 0) {
            return language.say("on.today", time);
        }
        if (days == 1) {
            return language.say("on.tomorrow", time);
        }
        return days < DAYS_OF_WEEK ? language.say("on.weekday", language.weekday(start), time)
                : language.say("on.date", language.dateOfYear(start), time);
    }

    /** Whether clocks there show something else at that time. */
    boolean differFrom(LocalTimes other) {
        return !start.toLocalDateTime().equals(other.start.toLocalDateTime());
    }

    boolean isSameDateAs(LocalTimes other) {
        return start.toLocalDate().equals(other.start.toLocalDate());
    }
}
