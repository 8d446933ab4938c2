package dev.medislot.webapp.doctor;

import dev.medislot.webapp.Times;
import dev.medislot.webapp.doctor.Timeline.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Days of a doctor side by side, in proportion to time.
 *
 * @param hours from the first entry to the last one
 */
record WeekGrid(List<Column> columns, List<LocalTime> hours) {

    private static final int HOUR = 60;
    private static final int DAY = 24;
    /** Minutes to which the drawing rounds. */
    private static final int STEP = 5;
    /** The hours of a week without entries. */
    private static final int MORNING = 8;
    private static final int EVENING = 18;

    /** A day before it is placed in the grid. */
    record Day(LocalDate date, List<Entry> entries) {}

    /** @param now the classes of the line of the current time; null on another day */
    record Column(LocalDate date, List<Box> boxes, @Nullable String now) {

        public long visits() {
            return boxes.stream().filter(box -> box.entry().booking() != null).count();
        }
    }

    /** @param place the classes that stand for its start and length */
    record Box(Entry entry, String place) {}

    static WeekGrid of(List<Day> days, Times times, Instant now) {
        var first = days.stream().flatMapToInt(day -> starts(day, times)).min().orElse(MORNING * HOUR) / HOUR;
        var end = days.stream().flatMapToInt(day -> ends(day, times)).max().orElse(EVENING * HOUR);
        var last = Math.max(first + 1, (end + HOUR - 1) / HOUR);
        var columns = days.stream().map(day -> column(day, times, first, last, now)).toList();
        return new WeekGrid(columns, IntStream.range(first, last).mapToObj(hour -> LocalTime.of(hour, 0)).toList());
    }

    private static IntStream starts(Day day, Times times) {
        return day.entries().stream().mapToInt(entry -> minute(entry.start(), day.date(), times));
    }

    private static IntStream ends(Day day, Times times) {
        return day.entries().stream().mapToInt(entry -> minute(entry.end(), day.date(), times));
    }

    private static Column column(Day day, Times times, int first, int last, Instant now) {
        var boxes = day.entries().stream().map(entry -> box(entry, day.date(), times, first)).toList();
        var minute = minute(now, day.date(), times);
        var isShown = times.date(now).equals(day.date()) && minute >= first * HOUR && minute < last * HOUR;
        return new Column(day.date(), boxes, isShown ? start(minute, first) : null);
    }

    private static Box box(Entry entry, LocalDate date, Times times, int first) {
        var start = minute(entry.start(), date, times);
        var length = Math.max(STEP, minute(entry.end(), date, times) - start);
        return new Box(entry, "%s l%d k%d".formatted(start(start, first), length / HOUR, rounded(length)));
    }

    private static String start(int minute, int first) {
        return "h%d m%d".formatted(minute / HOUR - first, rounded(minute));
    }

    private static int rounded(int minute) {
        return minute % HOUR / STEP * STEP;
    }

    /** The minute of that date; an entry may end on the next one. */
    private static int minute(Instant instant, LocalDate date, Times times) {
        var local = instant.atZone(times.zone());
        return local.toLocalDate().isAfter(date) ? DAY * HOUR : local.getHour() * HOUR + local.getMinute();
    }
}
