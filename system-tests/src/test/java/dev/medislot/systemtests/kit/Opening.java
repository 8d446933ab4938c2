package dev.medislot.systemtests.kit;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A slot that can be booked, from the list of openings. */
public record Opening(String id, String doctorId, String doctorName, Instant start, Instant end) {

    public static Opening of(JsonNode json) {
        return new Opening(json.path("id").asString(), json.path("doctorId").asString(),
                json.path("doctorName").asString(), Instant.parse(json.path("start").asString()),
                Instant.parse(json.path("end").asString()));
    }
}
