package dev.medislot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer to an HTTP call, with assertions about it that describe the answer when they fail.
 *
 * @param call the method and the path
 * @param body the text as JSON, missing when it is not JSON
 */
public record Answer(String call, int status, HttpHeaders headers, String text, JsonNode body) {

    private static final String PROBLEM = "urn:medislot:problem:";
    private static final JsonMapper JSON = new JsonMapper();

    static Answer to(String call, HttpResponse<String> answer) {
        return new Answer(call, answer.statusCode(), answer.headers(), answer.body(), json(answer.body()));
    }

    /** An answer that was read without an HTTP client. */
    public static Answer of(String call, int status, Map<String, List<String>> headers, String text) {
        return new Answer(call, status, HttpHeaders.of(headers, (_, _) -> true), text, json(text));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }

    public Answer isOk() {
        return has(200);
    }

    public Answer isCreated() {
        return has(201);
    }

    public Answer has(int expectedStatus) {
        assertThat(status).as("%s answered %s", call, text).isEqualTo(expectedStatus);
        return this;
    }

    /** Checks that this is such a problem, complete and without internals. */
    public Answer isProblem(int expectedStatus, String slug) {
        has(expectedStatus);
        assertThat(contentType()).as(call).startsWith("application/problem+json");
        assertThat(text("type")).as("%s answered %s", call, text).isEqualTo(PROBLEM + slug);
        assertThat(body.path("status").asInt()).as(call).isEqualTo(expectedStatus);
        assertThat(text("title")).as(call).isNotBlank();
        assertThat(text("detail")).as(call).isNotBlank();
        assertThat(text).as(call)
                .doesNotContain("Exception", "org.springframework", "dev.medislot", "org.postgresql", "insert into",
                        "constraint", "\tat ");
        return this;
    }

    public Answer isInvalid(String field) {
        isProblem(400, "validation");
        assertThat(texts("errors", "field")).as("%s answered %s", call, text).contains(field);
        return this;
    }

    public Answer isInvalid(String field, String message) {
        isInvalid(field);
        assertThat(list("errors")).anySatisfy(error -> {
            assertThat(error.path("field").asString()).isEqualTo(field);
            assertThat(error.path("message").asString()).isEqualTo(message);
        });
        return this;
    }

    /** The problem's slug, or {@code ok}. */
    public String problem() {
        return status < 400 ? "ok" : text("type").replace(PROBLEM, "");
    }

    /** The document without the id of its request, by which two equal refusals differ. */
    public JsonNode withoutRequestId() {
        return body.deepCopy().asObject().without("requestId");
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String etag() {
        return header("ETag").orElse("");
    }

    public String contentType() {
        return header("Content-Type").orElse("");
    }

    public String id() {
        return text("id");
    }

    /** The text at a path such as {@code id} or {@code slot/start}; empty if it is missing. */
    public String text(String path) {
        return at(path).asString("");
    }

    /** The elements of the array at a path. */
    public List<JsonNode> list(String path) {
        return at(path).valueStream().toList();
    }

    /** One field of each element of the array at a path. */
    public List<String> texts(String path, String field) {
        return at(path).valueStream().map(node -> node.path(field).asString()).toList();
    }

    private JsonNode at(String path) {
        return body.at(path.startsWith("/") ? path : "/" + path);
    }
}
