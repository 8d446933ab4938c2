package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A time from its start on and before its end. */
record Span(Instant start, Instant end) {

    static Span of(JsonNode line) {
        return new Span(Instant.parse(Saved.text(line, "start")), Instant.parse(Saved.text(line, "end")));
    }

    boolean meets(Span other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** @param type a line of a visit type */
    Span withBuffers(JsonNode type) {
        return new Span(start.minus(Duration.ofMinutes(type.path("before").asInt())),
                end.plus(Duration.ofMinutes(type.path("after").asInt())));
    }
}
