package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, String etag, String contentType, JsonNode body) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().firstValue("ETag").orElse(""),
                response.headers().firstValue("Content-Type").orElse(""),
                JSON.readTree(response.body().isEmpty() ? "null" : response.body()));
    }

    public Answer isOk() {
        assertThat(status).as(String.valueOf(body)).isEqualTo(200);
        return this;
    }

    public Answer isCreated() {
        assertThat(status).as(String.valueOf(body)).isEqualTo(201);
        return this;
    }

    public Answer isProblem(int status, String slug) {
        assertThat(body.path("type").asString()).as(String.valueOf(body)).isEqualTo("urn:medislot:problem:" + slug);
        assertThat(this.status).isEqualTo(status);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(contentType).startsWith("application/problem+json");
        return this;
    }

    public Answer isInvalid(String field) {
        isProblem(400, "validation");
        assertThat(texts("/errors", "field")).as(String.valueOf(body)).contains(field);
        return this;
    }

    public Answer isInvalid(String field, String message) {
        isInvalid(field);
        assertThat(list("/errors")).anySatisfy(error -> {
            assertThat(error.path("field").asString()).isEqualTo(field);
            assertThat(error.path("message").asString()).isEqualTo(message);
        });
        return this;
    }

    public String text(String pointer) {
        return body.at(pointer).asString();
    }

    public UUID id() {
        return UUID.fromString(text("/id"));
    }

    public List<JsonNode> list(String pointer) {
        return StreamSupport.stream(body.at(pointer).spliterator(), false).toList();
    }

    public List<String> texts(String pointer, String field) {
        return list(pointer).stream().map(node -> node.path(field).asString()).toList();
    }
}
