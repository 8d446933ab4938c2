package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A visit's time as a person in that zone reads it, in their language. */
record LocalTimes(ZonedDateTime start, ZonedDateTime end, Language language) {

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

    /** The text of one of three keys, as seen at that moment: {@code .today}, {@code .tomorrow} or {@code .later}. */
    String asSeenAt(Instant now, Owner owner, String key) {
        var today = now.atZone(start.getZone()).toLocalDate();
        var date = start.toLocalDate();
        if (date.equals(today)) {
            return owner.say(key + ".today", language.atTime(start));
        }
        return date.equals(today.plusDays(1)) ? owner.say(key + ".tomorrow", language.atTime(start))
                : owner.say(key + ".later", date(), language.atTime(start));
    }

    /** Whether clocks there show something else at that time. */
    boolean differFrom(LocalTimes other) {
        return !start.toLocalDateTime().equals(other.start.toLocalDateTime());
    }

    boolean isSameDateAs(LocalTimes other) {
        return start.toLocalDate().equals(other.start.toLocalDate());
    }
}
