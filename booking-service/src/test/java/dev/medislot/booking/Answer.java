package dev.medislot.booking;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, JsonNode body, HttpResponse<String> response) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), JSON.readTree(response.body().isEmpty() ? "null" : response.body()),
                response);
    }

    /** The problem's slug, or {@code ok}. */
    public String problem() {
        return status < 400 ? "ok" : body.path("type").asString().replace("urn:medislot:problem:", "");
    }

    public String id() {
        return text("id");
    }

    public String text(String field) {
        return body.path(field).asString();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }
}
