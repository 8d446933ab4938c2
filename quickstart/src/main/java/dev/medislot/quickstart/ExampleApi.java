package dev.medislot.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a client that has time: it retries after 429, 502 and 503. */
final class ExampleApi {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final int MAX_TRIES = 30;
    private static final Set<Integer> LATER = Set.of(429, 502, 503);

    /** The answer to a request, which may be a conflict. */
    record Answer(int status, JsonNode body) {

        boolean isConflict() {
            return status == 409;
        }

        boolean isMissing() {
            return status == 404;
        }

        String id() {
            return body.path("id").asString("");
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI api;
    private final String token;

    private ExampleApi(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /** Makes an API without a login. */
    static ExampleApi of(URI gateway) {
        return new ExampleApi(gateway.resolve("/api/v1/"), "");
    }

    /** The same API for a person of that role. */
    ExampleApi as(String role, String email, String password) {
        var body = JSON.createObjectNode().put("email", email).put("password", password);
        return new ExampleApi(api, post(role + "/login", body).body().path("accessToken").asString(""));
    }

    Answer get(String path) {
        return send("GET", path, JSON.missingNode());
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    /** Any other refusal than 404 and 409 ends the loading. */
    private Answer send(String method, String path, JsonNode body) {
        var request = request(method, path, body);
        var answer = send(request);
        for (var tries = 1; tries < MAX_TRIES && LATER.contains(answer.statusCode()); tries++) {
            pause(answer);
            answer = send(request);
        }
        if (answer.statusCode() >= 400 && answer.statusCode() != 404 && answer.statusCode() != 409) {
            throw refused(method, path, answer.statusCode(), answer.body());
        }
        return new Answer(answer.statusCode(),
                answer.body().isBlank() || answer.statusCode() >= 400 ? JSON.missingNode()
                        : JSON.readTree(answer.body()));
    }

    static CannotStart refused(String method, String path, int status, String body) {
        return new CannotStart("the example data was refused: %s /api/v1/%s answered %d %s".formatted(method, path,
                status, body.length() > 300 ? body.substring(0, 300) + "…" : body));
    }

    private HttpRequest request(String method, String path, JsonNode body) {
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, content(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static BodyPublisher content(JsonNode body) {
        return body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CannotStart("the example data did not reach %s: %s".formatted(request.uri().getAuthority(), e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }

    private static void pause(HttpResponse<String> answer) {
        var seconds = answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Long::parseLong)
                .orElse(1L);
        pause(Duration.ofSeconds(Math.clamp(seconds, 1, 60)));
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }
}
