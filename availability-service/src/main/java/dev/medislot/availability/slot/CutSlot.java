package dev.medislot.availability.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One slot cut out of a window, with the local times it was cut at.
 * <p>
 * Local times are kept: a slot that touches an hour that the clocks skip is not cut, one in an hour that they repeat is
 * cut once, at its first occurrence. So a slot always lasts its full length and never overlaps its neighbour.
 */
record CutSlot(LocalDateTime localStart, LocalDateTime localEnd, Instant start, Instant end) {

    static List<CutSlot> outOf(Window window, LocalDate date, ZoneId zone, int minutes) {
        var cuts = new ArrayList<CutSlot>();
        var end = window.endOn(date);
        var localStart = window.startOn(date);
        var gap = gap(localStart, end, zone);
        for (var localEnd = localStart.plusMinutes(minutes); !localEnd.isAfter(end); localEnd = localStart
                .plusMinutes(minutes)) {
            if (gap == null || !localStart.isBefore(gap.getDateTimeAfter())
                    || !gap.getDateTimeBefore().isBefore(localEnd)) {
                cuts.add(at(localStart, minutes, zone));
            }
            localStart = localEnd;
        }
        return cuts;
    }

    /** The steps of a grid that begins with the window; its end cuts the last one short. */
    static List<CutSlot> stepsOf(Window window, LocalDate date, ZoneId zone, int minutes) {
        var steps = new ArrayList<CutSlot>();
        var end = window.endOn(date);
        for (var localStart = window.startOn(date); localStart
                .isBefore(end); localStart = localStart.plusMinutes(minutes)) {
            if (!isSkipped(localStart, localStart.plusNanos(1), zone)) {
                steps.add(at(localStart, Math.min(minutes, Duration.between(localStart, end).toMinutes()), zone));
            }
        }
        return steps;
    }

    /**
     * The parts of a slot between local times, which are in order; none that begins in an hour that the clocks skip.
     */
    static List<CutSlot> parts(LocalDateTime localStart, List<LocalDateTime> cuts, LocalDateTime localEnd,
            ZoneId zone) {
        var parts = new ArrayList<CutSlot>();
        var from = localStart;
        for (var to : Stream.concat(cuts.stream(), Stream.of(localEnd)).toList()) {
            if (!isSkipped(from, from.plusNanos(1), zone)) {
                parts.add(at(from, Duration.between(from, to).toMinutes(), zone));
            }
            from = to;
        }
        return parts;
    }

    private static CutSlot at(LocalDateTime localStart, long minutes, ZoneId zone) {
        var start = localStart.atZone(zone).toInstant();
        return new CutSlot(localStart, localStart.plusMinutes(minutes), start, start.plus(Duration.ofMinutes(minutes)));
    }

    /** Whether the clocks skip some of that local time. */
    static boolean isSkipped(LocalDateTime from, LocalDateTime to, ZoneId zone) {
        var gap = gap(from, to, zone);
        return gap != null && from.isBefore(gap.getDateTimeAfter()) && gap.getDateTimeBefore().isBefore(to);
    }

    /** The hour that the clocks skip between two local times of one window; no zone changes its clocks twice in it. */
    private static @Nullable ZoneOffsetTransition gap(LocalDateTime from, LocalDateTime to, ZoneId zone) {
        var next = zone.getRules().nextTransition(from.minusDays(1).atZone(zone).toInstant());
        return next != null && next.isGap() && next.getDateTimeBefore().isBefore(to) ? next : null;
    }
}
