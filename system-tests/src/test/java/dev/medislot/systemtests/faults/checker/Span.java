package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** A time from its start on and before its end. */
record Span(Instant start, Instant end) {

    static Span of(JsonNode line) {
        return new Span(Instant.parse(Saved.text(line, "start")), Instant.parse(Saved.text(line, "end")));
    }

    /** @param line has local times */
    static Span local(JsonNode line, ZoneId zone) {
        return new Span(LocalDateTime.parse(Saved.text(line, "start")).atZone(zone).toInstant(),
                LocalDateTime.parse(Saved.text(line, "end")).atZone(zone).toInstant());
    }

    /** @param window such as {@code 09:00-12:00} */
    static Span of(LocalDate date, String window, ZoneId zone) {
        var ends = window.split("-");
        return new Span(LocalTime.parse(ends[0]).atDate(date).atZone(zone).toInstant(),
                LocalTime.parse(ends[1]).atDate(date).atZone(zone).toInstant());
    }

    boolean covers(Span other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    boolean overlaps(Span other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** @param type a line of a visit type */
    Span withBuffers(JsonNode type) {
        return new Span(start.minus(Duration.ofMinutes(type.path("before").asInt())),
                end.plus(Duration.ofMinutes(type.path("after").asInt())));
    }
}
