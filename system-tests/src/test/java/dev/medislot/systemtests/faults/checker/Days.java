package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * On each day of the run, the calendar of a doctor and the day of the front desk have each live booking once and no
 * other.
 */
final class Days {

    private final Saved saved;
    private final List<JsonNode> live;
    private final Openings openings;
    private final List<String> broken = new ArrayList<>();

    Days(Saved saved) {
        this.saved = saved;
        this.openings = new Openings(saved);
        var zone = saved.zone();
        var dates = Set.copyOf(new Hours(saved).dates());
        this.live = saved.bookings()
                .filter(booking -> Saved.text(booking, "status").equals("CONFIRMED"))
                .filter(booking -> dates
                        .contains(LocalDate.ofInstant(Instant.parse(Saved.text(booking, "start")), zone)))
                .toList();
    }

    List<String> broken() {
        live.forEach(booking -> {
            count(booking, "in the calendar of its doctor", inCalendars().filter(slot -> isOf(booking, slot)).count());
            count(booking, "on the day of the front desk", onDesk().filter(slot -> is(booking, slot)).count());
        });
        Set<String> ids = live.stream().map(booking -> Saved.text(booking, "id")).collect(Collectors.toSet());
        onDesk().filter(slot -> !ids.contains(Saved.text(slot, "booking")))
                .forEach(slot -> broken.add("the front desk shows a booking that is not live: " + slot));
        inCalendars().filter(slot -> live.stream().noneMatch(booking -> isOf(booking, slot)))
                .filter(slot -> !isStep(slot) || isFree(slot))
                .forEach(slot -> broken.add("a calendar shows a booking that is not live: " + slot));
        return broken;
    }

    private void count(JsonNode booking, String where, long count) {
        if (count != 1) {
            broken.add("booking %s is %d times %s".formatted(Saved.text(booking, "id"), count, where));
        }
    }

    private Stream<JsonNode> inCalendars() {
        return saved.end("day-slot").filter(slot -> Saved.text(slot, "status").equals("BOOKED"));
    }

    private Stream<JsonNode> onDesk() {
        return saved.end("desk-slot").filter(slot -> !Saved.text(slot, "booking").isEmpty());
    }

    private static boolean isOf(JsonNode booking, JsonNode slot) {
        return Saved.text(slot, "doctor").equals(Saved.text(booking, "doctorId"))
                && Stream.of("start", "end").allMatch(end -> Saved.text(slot, end).equals(Saved.text(booking, end)));
    }

    private static boolean is(JsonNode booking, JsonNode slot) {
        return Saved.text(slot, "booking").equals(Saved.text(booking, "id"))
                && Saved.text(slot, "doctor").equals(Saved.text(booking, "doctorId"))
                && Saved.text(slot, "start").equals(Saved.text(booking, "start"));
    }

    /** The calendar of a doctor with visit types shows as booked, too, a step that no visit fits. */
    private boolean isStep(JsonNode slot) {
        var doctor = Saved.text(slot, "doctor");
        var step = Duration.ofMinutes(saved.doctor(doctor).path("every").asInt());
        var span = Span.of(slot);
        return span.start().plus(step).equals(span.end())
                && saved.visitTypes(doctor).stream().noneMatch(type -> Saved.text(type, "id").isEmpty());
    }

    private boolean isFree(JsonNode slot) {
        var doctor = saved.doctor(Saved.text(slot, "doctor"));
        var start = Instant.parse(Saved.text(slot, "start"));
        return saved.visitTypes(Saved.text(doctor, "id"))
                .stream()
                .anyMatch(type -> openings.expected(doctor, type).contains(start));
    }
}
