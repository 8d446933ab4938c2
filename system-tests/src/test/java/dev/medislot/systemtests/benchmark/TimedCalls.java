package dev.medislot.systemtests.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one address over HTTP and takes the time of each answer. */
final class TimedCalls implements AutoCloseable {

    /** An answer that has the expected status. */
    record Timed(long nanos, JsonNode body) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    TimedCalls(String address) {
        this.address = address;
    }

    Timed get(String path, String token) throws IOException, InterruptedException {
        return call("GET", path, token, "", 200);
    }

    /** Fails unless the status is that one; an empty token or text is left out. */
    Timed call(String method, String path, String token, String json, int expected)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        long begin = System.nanoTime();
        var answer = http.send(request.build(), BodyHandlers.ofString());
        long nanos = System.nanoTime() - begin;
        if (answer.statusCode() != expected) {
            throw new AssertionError("%s %s: %d instead of %d: %s".formatted(method, path, answer.statusCode(),
                    expected, answer.body()));
        }
        return new Timed(nanos, JSON.readTree(answer.body()));
    }

    @Override
    public void close() {
        http.close();
    }
}
