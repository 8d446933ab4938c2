package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * At the end, no booking is in time off or outside of the hours, and the listed openings, and the free slots of the
 * front desk, are the hours without time off and without bookings and their buffers.
 */
final class Openings {

    private final Saved saved;
    private final Hours hours;
    private final ZoneId zone;

    Openings(Saved saved) {
        this.saved = saved;
        this.hours = new Hours(saved);
        this.zone = saved.zone();
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.history("doctor").forEach(doctor -> saved.visitTypes(Saved.text(doctor, "id")).forEach(type -> {
            var id = Saved.text(doctor, "id");
            var typeId = Saved.text(type, "id");
            var expected = expected(doctor, type);
            compare("openings of doctor " + id, expected,
                    saved.end("opening")
                            .filter(opening -> isOf(id, opening) && Saved.text(opening, "visitType").equals(typeId)),
                    broken);
            compare("free slots at the front desk of doctor " + id, expected,
                    saved.end("desk-slot").filter(slot -> isOf(id, slot) && isOpen(slot, typeId)), broken);
        }));
        confirmed().filter(this::isOutsideOfHours)
                .forEach(booking -> broken
                        .add("booking %s is outside of the hours".formatted(Saved.text(booking, "id"))));
        confirmed()
                .filter(booking -> off(Saved.text(booking, "doctorId")).stream().anyMatch(Span.of(booking)::overlaps))
                .forEach(booking -> broken.add("booking %s is in time off".formatted(Saved.text(booking, "id"))));
        return broken;
    }

    private static boolean isOf(String doctor, JsonNode line) {
        return Saved.text(line, "doctor").equals(doctor);
    }

    private static boolean isOpen(JsonNode slot, String visitType) {
        return Saved.text(slot, "status").equals("OPEN")
                && slot.path("visitTypes").valueStream().anyMatch(id -> id.asString().equals(visitType));
    }

    private static void compare(String what, Set<Instant> expected, Stream<JsonNode> slots, List<String> broken) {
        Set<Instant> listed = slots.map(slot -> Instant.parse(Saved.text(slot, "start")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!expected.equals(listed)) {
            broken.add(
                    "%s: missing %s, wrong %s".formatted(what, without(expected, listed), without(listed, expected)));
        }
    }

    private Stream<JsonNode> confirmed() {
        return saved.bookings().filter(booking -> Saved.text(booking, "status").equals("CONFIRMED"));
    }

    /** Whether the visit is on a day of the run, but outside the doctor's hours. */
    private boolean isOutsideOfHours(JsonNode booking) {
        var visit = Span.of(booking);
        return hours.dates().contains(LocalDate.ofInstant(visit.start(), zone))
                && windows(Saved.text(booking, "doctorId")).stream().noneMatch(window -> window.covers(visit));
    }

    private List<Span> off(String doctor) {
        return saved.end("time-off")
                .filter(line -> Saved.text(line, "doctor").equals(doctor))
                .map(line -> Span.local(line, zone))
                .toList();
    }

    private static Set<Instant> without(Set<Instant> all, Set<Instant> others) {
        var rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    /** The starts at which a visit of that type is free. */
    Set<Instant> expected(JsonNode doctor, JsonNode type) {
        var id = Saved.text(doctor, "id");
        var busy = confirmed().filter(booking -> Saved.text(booking, "doctorId").equals(id))
                .map(booking -> Span.of(booking).withBuffers(saved.visitType(id, Saved.text(booking, "visitTypeId"))))
                .toList();
        var off = off(id);
        return grid(id, doctor.path("every").asInt(), type.path("minutes").asInt()).stream()
                .filter(visit -> off.stream().noneMatch(visit::overlaps))
                .filter(visit -> busy.stream().noneMatch(visit.withBuffers(type)::overlaps))
                .map(Span::start)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Span> grid(String doctor, int every, int minutes) {
        var visits = new ArrayList<Span>();
        for (var window : windows(doctor)) {
            var length = Duration.ofMinutes(minutes);
            for (var start = window.start(); !start.plus(length).isAfter(window.end()); start = start
                    .plus(Duration.ofMinutes(every))) {
                visits.add(new Span(start, start.plus(length)));
            }
        }
        return visits;
    }

    private List<Span> windows(String doctor) {
        return hours.dates()
                .stream()
                .flatMap(date -> hours.on(doctor, date).stream().map(window -> Span.of(date, window, zone)))
                .toList();
    }
}
