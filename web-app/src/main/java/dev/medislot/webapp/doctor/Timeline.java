package dev.medislot.webapp.doctor;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.opening.CalendarSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A day of a doctor in order: bookings, and the stretches between them. */
final class Timeline {

    /** The kinds of entries, each of which hides those after it. */
    enum Kind {
        VISIT, TIME_OFF, RESERVED, FREE, PAST
    }

    /**
     * A stretch of the day.
     *
     * @param now whether it contains the present moment
     * @param afterNow whether the present moment comes directly before it, outside of all stretches
     */
    record Entry(Kind kind, Instant start, Instant end, @Nullable Booking booking, boolean now, boolean afterNow) {

        static Entry of(Booking booking) {
            return new Entry(Kind.VISIT, booking.start(), booking.end(), booking, false, false);
        }

        static Entry of(Kind kind, Instant start, Instant end) {
            return new Entry(kind, start, end, null, false, false);
        }

        boolean contains(Instant moment) {
            return !moment.isBefore(start) && moment.isBefore(end);
        }
    }

    private Timeline() {}

    static List<Entry> of(List<CalendarSlot> slots, List<Booking> bookings, Instant now) {
        var entries = new ArrayList<>(bookings.stream().map(Entry::of).toList());
        for (var kind : List.of(Kind.TIME_OFF, Kind.RESERVED, Kind.FREE, Kind.PAST)) {
            var taken = List.copyOf(entries);
            merged(slots.stream().filter(slot -> kind(slot) == kind).toList()).stream()
                    .flatMap(stretch -> without(taken, kind, stretch))
                    .forEach(entries::add);
        }
        entries.sort(Comparator.comparing(Entry::start).thenComparing(Entry::kind));
        return marked(entries, now);
    }

    /** A slot that is booked without a booking of the day is held, or too short beside one. */
    private static Kind kind(CalendarSlot slot) {
        return switch (slot.status()) {
            case "OPEN" -> Kind.FREE;
            case "TIME_OFF" -> Kind.TIME_OFF;
            case "PAST" -> Kind.PAST;
            default -> Kind.RESERVED;
        };
    }

    private record Stretch(Instant start, Instant end) {}

    private static List<Stretch> merged(List<CalendarSlot> slots) {
        var merged = new ArrayList<Stretch>();
        for (var slot : slots) {
            if (merged.isEmpty() || merged.getLast().end().isBefore(slot.start())) {
                merged.add(new Stretch(slot.start(), slot.end()));
            } else if (slot.end().isAfter(merged.getLast().end())) {
                merged.add(new Stretch(merged.removeLast().start(), slot.end()));
            }
        }
        return merged;
    }

    private static Stream<Entry> without(List<Entry> taken, Kind kind, Stretch stretch) {
        var left = List.of(stretch);
        for (var entry : taken) {
            left = left.stream().flatMap(part -> without(entry, part)).toList();
        }
        return left.stream().map(part -> Entry.of(kind, part.start(), part.end()));
    }

    private static Stream<Stretch> without(Entry entry, Stretch part) {
        if (!entry.start().isBefore(part.end()) || !part.start().isBefore(entry.end())) {
            return Stream.of(part);
        }
        Predicate<Stretch> lasts = it -> it.start().isBefore(it.end());
        return Stream.of(new Stretch(part.start(), entry.start()), new Stretch(entry.end(), part.end())).filter(lasts);
    }

    private static List<Entry> marked(List<Entry> entries, Instant now) {
        var isInside = entries.stream().anyMatch(entry -> entry.contains(now));
        var next = entries.stream().filter(entry -> entry.start().isAfter(now)).findFirst().orElse(null);
        var begun = !entries.isEmpty() && entries.getFirst().start().isBefore(now);
        return entries.stream()
                .map(entry -> new Entry(entry.kind(), entry.start(), entry.end(), entry.booking(), entry.contains(now),
                        !isInside && begun && entry.equals(next)))
                .toList();
    }
}
