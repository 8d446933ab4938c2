package dev.medislot.systemtests;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A slot that can be booked, as the list of openings tells it. */
record Opening(String id, String doctorId, String doctorName, Instant start, Instant end) {

    static Opening of(JsonNode json) {
        return new Opening(json.path("id").asString(), json.path("doctorId").asString(),
                json.path("doctorName").asString(), Instant.parse(json.path("start").asString()),
                Instant.parse(json.path("end").asString()));
    }
}
