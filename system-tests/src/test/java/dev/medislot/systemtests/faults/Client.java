package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app at the gateway that gives up waiting, repeats a request with the same headers, and accepts an unknown end. */
final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Set<Integer> AGAIN = Set.of(429, 500, 502, 503, 504);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * The last answer to a request and its repeats.
     *
     * @param status 0 without an answer
     * @param statuses those of all attempts, in order
     */
    record Reply(int status, JsonNode body, String etag, List<Integer> statuses) {

        boolean isMade() {
            return status / 100 == 2;
        }

        /** Not carried out, and no earlier attempt was. */
        boolean isRefused() {
            return status / 100 == 4 && status != 429;
        }

        String problem() {
            return body.path("type").asString("").replaceFirst(".*:", "");
        }

        boolean isFirst() {
            return statuses.size() == 1;
        }
    }

    private final URI gateway;
    private volatile String token = "";

    Client(URI gateway) {
        this.gateway = gateway;
    }

    void use(String accessToken) {
        this.token = accessToken;
    }

    String token() {
        return token;
    }

    Reply get(String path) throws InterruptedException {
        return send("GET", path, null, Duration.ofSeconds(60));
    }

    /** One attempt. */
    Reply ask(String path) throws InterruptedException {
        return send("GET", path, null, Duration.ZERO);
    }

    /** Sends until an answer says more than that the service is not available, or the patience ends. */
    Reply send(String method, String path, Map<String, ?> body, Duration patience, String... headers)
            throws InterruptedException {
        var statuses = new ArrayList<Integer>();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var reply = attempt(request(method, path, body, headers), statuses);
            if (reply.status() != 0 && !AGAIN.contains(reply.status()) && !isStillRunning(reply)
                    || System.nanoTime() > end) {
                return reply;
            }
            Thread.sleep(Math.min(2_000, 100L << Math.min(statuses.size(), 5)));
        }
    }

    /** The same request from before has not ended. */
    private static boolean isStillRunning(Reply reply) {
        return reply.status() == 409 && reply.problem().equals("idempotency-conflict");
    }

    private static Reply attempt(HttpRequest request, List<Integer> statuses) throws InterruptedException {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            statuses.add(answer.statusCode());
            return reply(answer, statuses);
        } catch (IOException _) {
            statuses.add(0);
            return new Reply(0, JSON.missingNode(), "", List.copyOf(statuses));
        }
    }

    private static Reply reply(HttpResponse<String> answer, List<Integer> statuses) {
        return new Reply(answer.statusCode(), json(answer.body()), answer.headers().firstValue("ETag").orElse(""),
                List.copyOf(statuses));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }

    private HttpRequest request(String method, String path, Map<String, ?> body, String... headers) {
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1" + path)).timeout(TIMEOUT);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }
}
