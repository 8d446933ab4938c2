package dev.medislot.webapp.desk;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.medislot.client.booking.DeskDay;
import dev.medislot.client.booking.DeskDay.DeskSlot;
import dev.medislot.client.booking.DeskDay.DoctorColumn;
import dev.medislot.common.BookingStatus;
import dev.medislot.webapp.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A day as a table: doctors as columns, times as rows of an hour or half an hour.
 *
 * @param rows from the first slot to the end of the last one, without times at which no doctor works; empty without
 *     slots
 * @param current the number of the row of the current time; -1 on another day or outside the rows
 * @param opening the number of the row with which the page opens: the current time, or on other dates and at night the
 *     start of the day
 */
record Board(DeskDay day, Times times, List<Row> rows, int current, int opening) {

    private static final int HOUR = 60;
    private static final int HALF_AN_HOUR = 30;
    private static final int DAY = 24 * HOUR;
    private static final int MORNING = 6 * HOUR;
    /** A day has begun when this part of its doctors works. */
    private static final int QUARTER = 4;

    /**
     * The cells that begin in a row, in the order of the doctors.
     *
     * @param afterGap whether times without a working doctor are left out before it
     */
    record Row(Instant time, List<Cell> cells, boolean afterGap) {}

    /**
     * The slots of a doctor that start in a row; none while the doctor is off.
     *
     * @param rows the number of rows that it is high
     */
    record Cell(int rows, List<DeskSlot> slots) {}

    static Board of(DeskDay day, Times times, Instant now) {
        var slots = slots(day).toList();
        if (slots.isEmpty()) {
            return new Board(day, times, List.of(), -1, -1);
        }
        var step = slots.stream().allMatch(slot -> minute(slot.start(), times) % HOUR == 0) ? HOUR : HALF_AN_HOUR;
        var first = slots.stream().mapToInt(slot -> minute(slot.start(), times)).min().orElseThrow() / step;
        var end = ceiling(slots.stream().mapToInt(slot -> endMinute(slot, day, times)).max().orElseThrow(), step);
        var used = used(slots, day, times, step);
        var columns = day.doctors()
                .stream()
                .map(doctor -> folded(column(doctor, day, times, step, first, end), used))
                .toList();
        var rows = used.stream().map(row -> row(row, columns, used, instant(day, times, row * step))).toList();
        var present = times.date(now).equals(day.date()) ? minute(now, times) / step : -1;
        var passed = used.headSet(present).size();
        var opening = present >= MORNING / step ? passed : Math.max(passed, begin(slots, day, times, step, used));
        return new Board(day, times, rows, used.contains(present) ? passed : -1, Math.min(opening, rows.size() - 1));
    }

    private static Row row(int row, List<Map<Integer, Cell>> columns, TreeSet<Integer> used, Instant time) {
        return new Row(time, columns.stream().map(column -> column.get(row)).filter(Objects::nonNull).toList(),
                row > used.first() && !used.contains(row - 1));
    }

    /** The rows in which a slot of any doctor lies. */
    private static TreeSet<Integer> used(List<DeskSlot> slots, DeskDay day, Times times, int step) {
        return slots.stream()
                .flatMapToInt(slot -> rowsOf(slot, day, times, step))
                .boxed()
                .collect(toCollection(TreeSet::new));
    }

    private static IntStream rowsOf(DeskSlot slot, DeskDay day, Times times, int step) {
        return IntStream.range(minute(slot.start(), times) / step, ceiling(endMinute(slot, day, times), step));
    }

    /** The same cells without the rows that are not used. */
    private static Map<Integer, Cell> folded(Map<Integer, Cell> column, TreeSet<Integer> used) {
        var cells = new TreeMap<Integer, Cell>();
        column.forEach((row, cell) -> {
            var kept = used.subSet(row, row + cell.rows());
            if (!kept.isEmpty()) {
                cells.put(kept.first(), new Cell(kept.size(), cell.slots()));
            }
        });
        return cells;
    }

    private static int begin(List<DeskSlot> slots, DeskDay day, Times times, int step, TreeSet<Integer> used) {
        var working = slots.stream()
                .flatMap(slot -> rowsOf(slot, day, times, step).mapToObj(row -> Map.entry(row, slot.id().doctor())))
                .distinct()
                .collect(groupingBy(Map.Entry::getKey, counting()));
        var doctors = slots.stream().map(slot -> slot.id().doctor()).distinct().count();
        var begun = used.stream().filter(row -> working.getOrDefault(row, 0L) * QUARTER >= doctors).findFirst();
        return used.headSet(begun.orElse(used.first())).size();
    }

    private static Map<Integer, Cell> column(DoctorColumn doctor, DeskDay day, Times times, int step, int first,
            int end) {
        var starting = doctor.slots()
                .stream()
                .collect(groupingBy(slot -> minute(slot.start(), times) / step, TreeMap::new, toList()));
        var cells = new TreeMap<Integer, Cell>();
        for (var row = first; row < end;) {
            var slots = starting.getOrDefault(row, List.of());
            var next = Objects.requireNonNullElse(starting.higherKey(row), end);
            var last = slots.stream().mapToInt(slot -> ceiling(endMinute(slot, day, times), step)).max().orElse(next);
            var height = Math.max(1, Math.min(last, next) - row);
            cells.put(row, new Cell(height, slots));
            row += height;
        }
        return cells;
    }

    /** Differs when a slot or the row of the current time differs. */
    public String fingerprint() {
        return Integer.toHexString(Objects.hash(day.doctors(), current));
    }

    public long booked() {
        return slots(day).filter(slot -> slot.bookingId() != null).count();
    }

    public long free() {
        return slots(day).filter(slot -> slot.status().equals("OPEN")).count();
    }

    public long held() {
        return slots(day).filter(slot -> slot.status().equals("HELD")).count();
    }

    /** The visits that are over and neither completed nor missed. */
    public List<DeskSlot> toClose(Instant now) {
        return slots(day).filter(slot -> slot.bookingStatus() == BookingStatus.CONFIRMED && slot.end().isBefore(now))
                .sorted(Comparator.comparing(DeskSlot::start))
                .toList();
    }

    /** The slots of a doctor, without free ones that have passed. */
    public List<DeskSlot> present(DoctorColumn doctor) {
        return doctor.slots().stream().filter(slot -> !slot.status().equals("PAST")).toList();
    }

    static Stream<DeskSlot> slots(DeskDay day) {
        return day.doctors().stream().flatMap(doctor -> doctor.slots().stream());
    }

    private static int minute(Instant instant, Times times) {
        var local = instant.atZone(times.zone());
        return local.getHour() * HOUR + local.getMinute();
    }

    private static int endMinute(DeskSlot slot, DeskDay day, Times times) {
        return times.date(slot.end()).isAfter(day.date()) ? DAY : minute(slot.end(), times);
    }

    private static int ceiling(int minute, int step) {
        return (minute + step - 1) / step;
    }

    private static Instant instant(DeskDay day, Times times, int minute) {
        return day.date().atStartOfDay().plus(Duration.ofMinutes(minute)).atZone(times.zone()).toInstant();
    }
}
