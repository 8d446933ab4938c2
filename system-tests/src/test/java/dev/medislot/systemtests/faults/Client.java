package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app at the gateway that gives up waiting, repeats a request with the same headers, and accepts an unknown end. */
final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration LOGIN_PATIENCE = Duration.ofMinutes(2);
    private static final Set<Integer> AGAIN = Set.of(429, 500, 502, 503, 504);
    /** Only some deletions take an If-Match, so they are not listed. */
    private static final Map<String, String> ONCE = Map.of("POST", "Idempotency-Key", "PUT", "If-Match", "PATCH",
            "If-Match");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * The last answer to a request and its repeats.
     *
     * @param status 0 without an answer
     * @param begun when the first attempt was sent, in milliseconds
     * @param attempts in order
     */
    record Reply(int status, JsonNode body, String etag, long begun, List<Attempt> attempts) {

        static final Reply NONE = new Reply(0, JSON.missingNode(), "", 0, List.of());

        boolean isMade() {
            return status / 100 == 2;
        }

        /** Whether no attempt of the request was carried out. A token is judged before the key of a repeat is read. */
        boolean isRefused() {
            return status / 100 == 4 && status != 429
                    && (status != 401 || statuses().stream().allMatch(it -> it == 401));
        }

        String problem() {
            return body.path("type").asString("").replaceFirst(".*:", "");
        }

        boolean isFirst() {
            return attempts.size() == 1;
        }

        List<Integer> statuses() {
            return attempts.stream().map(Attempt::status).toList();
        }

        /** What each attempt was told in words. */
        List<String> details() {
            return attempts.stream().map(Attempt::detail).toList();
        }
    }

    /**
     * @param status 0 without an answer
     * @param detail empty without a problem
     */
    record Attempt(int status, String detail) {}

    /**
     * @param account such as {@code patients}; empty without a login to renew
     * @param token empty if the login failed
     */
    record Session(String account, Person person, String token, String refreshToken, long issued) {

        static final Session NONE = new Session("", null, "", "", 0);

        static Session of(String account, Person person, JsonNode login) {
            return new Session(account, person, login.path("accessToken").asString(""),
                    login.path("refreshToken").asString(""), System.currentTimeMillis());
        }

        boolean canBeRenewed() {
            return !account.isEmpty();
        }

        boolean isLoggedIn() {
            return !token.isEmpty();
        }
    }

    private final URI gateway;
    private final History history;
    private volatile Session session = Session.NONE;

    Client(URI gateway, History history) {
        this.gateway = gateway;
        this.history = history;
    }

    /** A client that is logged in. */
    static Client of(URI gateway, History history, String account, Person person) throws InterruptedException {
        var client = new Client(gateway, history);
        client.logIn(account, person);
        return client;
    }

    /** A new session. */
    void logIn(String account, Person person) throws InterruptedException {
        session = Session.NONE;
        var login = send("POST", "/%s/login".formatted(account),
                Map.of("email", person.email(), "password", Clinic.PASSWORD), LOGIN_PATIENCE);
        session = Session.of(account, person, login.body());
    }

    void use(String accessToken) {
        session = new Session("", null, accessToken, "", 0);
    }

    Session session() {
        return session;
    }

    /** Renews the session as apps do: with the refresh token, or else by another login. */
    private synchronized void renew(Session refused) throws InterruptedException {
        if (session != refused) {
            return;
        }
        if (!refused.isLoggedIn()) {
            logIn(refused.account(), refused.person());
            return;
        }
        history.write("unauthenticated", "account", refused.account(), "person", refused.person().id(), "issued",
                refused.issued());
        session = Session.NONE;
        var login = send("POST", "/sessions/refresh", Map.of("refreshToken", refused.refreshToken()), Duration.ZERO);
        if (login.isMade()) {
            session = Session.of(refused.account(), refused.person(), login.body());
        } else {
            logIn(refused.account(), refused.person());
        }
    }

    Reply get(String path) throws InterruptedException {
        return send("GET", path, null, Duration.ofSeconds(60));
    }

    /** One attempt. */
    Reply ask(String path) throws InterruptedException {
        return send("GET", path, null, Duration.ZERO);
    }

    /** Sends a DELETE and writes when it was sent and whether it was acknowledged. */
    void remove(String path, String id, Duration patience, String etag) throws InterruptedException {
        var request = UUID.randomUUID().toString();
        history.write("removing", "id", id, "request", request);
        var reply = send("DELETE", path, null, patience, "If-Match", etag);
        if (reply.isMade()) {
            history.write("removed", "id", id);
        } else {
            history.write("not-removed", "id", id, "request", request, "outcome", Requests.outcomeOfRepeat(reply),
                    "status", reply.status(), "statuses", reply.statuses(), "details", reply.details());
        }
    }

    /**
     * Sends until an answer says more than that the service is not available, or the patience ends. A request that may
     * be repeated has the header that makes it count once.
     */
    Reply send(String method, String path, Map<String, ?> body, Duration patience, String... headers)
            throws InterruptedException {
        var header = ONCE.get(method);
        if (header != null && patience.isPositive() && !path.endsWith("/login") && !List.of(headers).contains(header)) {
            throw new IllegalArgumentException("%s %s is repeated without %s".formatted(method, path, header));
        }
        var attempts = new ArrayList<Attempt>();
        long begun = System.currentTimeMillis();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var used = session;
            var reply = attempt(request(method, path, body, used.token(), headers), begun, attempts);
            if (reply.status() == 401 && used.canBeRenewed()) {
                renew(used);
                if (session.isLoggedIn()) {
                    attempts.removeLast();
                    continue;
                }
            }
            if (reply.status() != 0 && !AGAIN.contains(reply.status()) && !isStillRunning(reply)
                    || System.nanoTime() > end) {
                return reply;
            }
            Thread.sleep(Math.min(2_000, 100L << Math.min(attempts.size(), 5)));
        }
    }

    /** The same request from before has not ended. */
    private static boolean isStillRunning(Reply reply) {
        return reply.status() == 409 && reply.problem().equals("idempotency-conflict");
    }

    private Reply attempt(HttpRequest request, long begun, List<Attempt> attempts) throws InterruptedException {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            var body = json(answer.body());
            attempts.add(new Attempt(answer.statusCode(), body.path("detail").asString("")));
            if (answer.statusCode() == 500) {
                history.write("answered-500", "method", request.method(), "path", template(request.uri().getPath()));
            }
            if (answer.statusCode() == 503 && !request.method().equals("GET")) {
                history.write("answered-503", "method", request.method(), "path", template(request.uri().getPath()),
                        "detail", body.path("detail").asString(""));
            }
            return new Reply(answer.statusCode(), body, answer.headers().firstValue("ETag").orElse(""), begun,
                    List.copyOf(attempts));
        } catch (IOException _) {
            attempts.add(new Attempt(0, ""));
            return new Reply(0, JSON.missingNode(), "", begun, List.copyOf(attempts));
        }
    }

    /** The path without ids and dates. */
    private static String template(String path) {
        return path.replaceAll("/[^/]*\\d[^/]*(?=/|$)", "/{id}").replaceFirst("^/api/\\{id}", "/api/v1");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }

    private HttpRequest request(String method, String path, Map<String, ?> body, String token, String... headers) {
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
