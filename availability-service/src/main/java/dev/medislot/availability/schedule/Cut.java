package dev.medislot.availability.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One slot cut out of a window, with the local times it was cut at.
 * <p>
 * Local times are kept: what touches an hour that the clocks skip is not cut, what falls into one they repeat is cut
 * once, at its first occurrence. So a slot always lasts its full length and never meets its neighbour.
 */
record Cut(LocalDateTime localStart, LocalDateTime localEnd, Instant start, Instant end) {

    static List<Cut> outOf(Window window, LocalDate date, ZoneId zone, int minutes) {
        var cuts = new ArrayList<Cut>();
        var end = window.end().on(date);
        var localStart = window.start().on(date);
        for (var localEnd = localStart.plusMinutes(minutes); !localEnd.isAfter(end); localEnd = localStart
                .plusMinutes(minutes)) {
            if (!meetsSkippedTime(localStart, localEnd, zone)) {
                var start = localStart.atZone(zone).toInstant();
                cuts.add(new Cut(localStart, localEnd, start, start.plus(Duration.ofMinutes(minutes))));
            }
            localStart = localEnd;
        }
        return cuts;
    }

    private static boolean meetsSkippedTime(LocalDateTime localStart, LocalDateTime localEnd, ZoneId zone) {
        var rules = zone.getRules();
        if (rules.getValidOffsets(localStart).isEmpty()) {
            return true;
        }
        var next = rules.nextTransition(localStart.atZone(zone).toInstant());
        return next != null && next.isGap() && next.getDateTimeBefore().isBefore(localEnd);
    }
}
