package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** At the end, the listed openings are the hours without time off and without bookings and their buffers. */
final class Openings {

    private record Span(Instant start, Instant end) {

        boolean meets(Span other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }

    private final Saved saved;
    private final JsonNode days;
    private final ZoneId zone;

    Openings(Saved saved) {
        this.saved = saved;
        this.days = saved.history("days").findFirst().orElseThrow();
        this.zone = ZoneId.of(Saved.text(days, "zone"));
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.history("doctor").forEach(doctor -> {
            var id = Saved.text(doctor, "id");
            var expected = expected(doctor);
            Set<Instant> listed = saved.end("opening")
                    .filter(opening -> Saved.text(opening, "doctor").equals(id))
                    .map(opening -> Instant.parse(Saved.text(opening, "start")))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!expected.equals(listed)) {
                broken.add("openings of doctor %s: missing %s, wrong %s".formatted(id, without(expected, listed),
                        without(listed, expected)));
            }
        });
        return broken;
    }

    private static Set<Instant> without(Set<Instant> all, Set<Instant> others) {
        var rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private Set<Instant> expected(JsonNode doctor) {
        var id = Saved.text(doctor, "id");
        var before = minutes(doctor, "before");
        var after = minutes(doctor, "after");
        var busy = saved.bookings()
                .filter(booking -> Saved.text(booking, "doctorId").equals(id)
                        && Saved.text(booking, "status").equals("CONFIRMED"))
                .map(booking -> new Span(Instant.parse(Saved.text(booking, "start")).minus(before),
                        Instant.parse(Saved.text(booking, "end")).plus(after)))
                .toList();
        var off = saved.end("time-off")
                .filter(line -> Saved.text(line, "doctor").equals(id))
                .map(line -> new Span(local(line, "start"), local(line, "end")))
                .toList();
        return grid(doctor).stream()
                .filter(visit -> off.stream().noneMatch(visit::meets))
                .filter(visit -> busy.stream()
                        .noneMatch(new Span(visit.start().minus(before), visit.end().plus(after))::meets))
                .map(Span::start)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Span> grid(JsonNode doctor) {
        var visits = new ArrayList<Span>();
        var from = LocalDate.parse(Saved.text(days, "from"));
        for (var date = from; date.isBefore(from.plusDays(days.path("count").asInt())); date = date.plusDays(1)) {
            for (var window : days.path("windows")) {
                var ends = window.asString().split("-");
                var end = date.atTime(LocalTime.parse(ends[1]));
                for (var start = date.atTime(LocalTime.parse(ends[0])); !start.plus(minutes(doctor, "minutes"))
                        .isAfter(end); start = start.plus(minutes(doctor, "every"))) {
                    visits.add(new Span(at(start), at(start.plus(minutes(doctor, "minutes")))));
                }
            }
        }
        return visits;
    }

    private Instant local(JsonNode line, String name) {
        return at(LocalDateTime.parse(Saved.text(line, name)));
    }

    private Instant at(LocalDateTime time) {
        return time.atZone(zone).toInstant();
    }

    private static Duration minutes(JsonNode doctor, String name) {
        return Duration.ofMinutes(doctor.path(name).asInt());
    }
}
