package dev.medislot.webapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medislot.common.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An API that gives fixed answers by method and path, and keeps the calls that it has got. */
public final class FakeApi {

    /**
     * A call of the API.
     *
     * @param line method, path and query
     * @param authorization the header
     */
    public record Call(String line, String body, Optional<String> ifMatch, Optional<String> authorization) {}

    /** @param status 0 to close the connection without an answer */
    public record Answer(int status, String body) {

        Answer about(String field) {
            return new Answer(status, body.formatted(field));
        }
    }

    /**
     * Calls that are answered only together. The client sends a GET again if its connection is closed: the repeat does
     * not stand for a call that is missing, and a meeting that has failed stays failed.
     *
     * @param missing the calls that have not come yet
     * @param came with their queries
     */
    private record Meeting(List<String> missing, Set<String> came, CompletableFuture<Boolean> success) {

        static Meeting of(List<String> expected) {
            return new Meeting(new ArrayList<>(expected), new HashSet<>(),
                    new CompletableFuture<Boolean>().completeOnTimeout(false, 10, TimeUnit.SECONDS));
        }

        /** Waits for the other calls, and returns whether all have come. */
        boolean join(String call, String line) {
            synchronized (this) {
                if (came.add(line) && missing.remove(call) && missing.isEmpty()) {
                    success.complete(true);
                }
            }
            return success.join();
        }
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> waits = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, Meeting> meetings = new ConcurrentHashMap<>();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    public FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void reset() {
        answers.clear();
        waits.clear();
        tags.clear();
        meetings.clear();
        calls.clear();
    }

    public void stop() {
        server.stop(0);
    }

    /** A call such as {@code GET /doctors/me}, without the prefix of the API; with a query, only for that one. */
    public void answer(String call, int status, String body) {
        answer(call, new Answer(status, body));
    }

    public void answer(String call, Answer answer) {
        answers.put(path(call), answer);
    }

    /** Gives the answers of that call an entity tag. */
    public void tag(String call, String tag) {
        tags.put(path(call), tag);
    }

    /** Answers these calls only after all of them have come, and closes their connections if one has not come. */
    public void meet(String... expected) {
        var paths = Arrays.stream(expected).map(FakeApi::path).toList();
        var meeting = Meeting.of(paths);
        paths.forEach(path -> meetings.put(path, meeting));
    }

    /** Gives that answer to all calls that have one. */
    void answerAll(Answer answer) {
        answers.replaceAll((_, _) -> answer);
    }

    void change(String call, UnaryOperator<Answer> change) {
        answers.computeIfPresent(path(call), (_, before) -> change.apply(before));
    }

    /** Answers that call with 404 from now on. */
    public void forget(String call) {
        answers.remove(path(call));
    }

    private static String path(String call) {
        return call.replace(" ", " /api/v1");
    }

    /** Refuses that call for a number of seconds. */
    public void refuse(String call, int status, String slug, int seconds) {
        refuse(call, status, slug);
        waits.put(path(call), seconds);
    }

    public void refuse(String call, int status, String slug) {
        answer(call, status, "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
    }

    /** The calls of that method and path, the first one first. */
    public List<Call> calls(String call) {
        var wanted = path(call);
        synchronized (calls) {
            return calls.stream().filter(each -> each.line().split("\\?", -1)[0].equals(wanted)).toList();
        }
    }

    /** The number of calls since the last reset. */
    public int count() {
        return calls.size();
    }

    /** The cookies of a browser in which that person is logged in. */
    public static String cookies(Role role, String id) {
        return "medislot-access=" + token(role, id) + "; medislot-refresh=r";
    }

    public static String login(Role role, String id) {
        return """
                {"accessToken":"%s","tokenType":"Bearer","expiresIn":900,"refreshToken":"new","id":"%s","role":"%s"}"""
                .formatted(token(role, id), id, role);
    }

    private static String token(Role role, String id) {
        var claims = "{\"sub\":\"%s\",\"role\":\"%s\",\"aud\":\"medislot\"}".formatted(id, role);
        return "e30.%s.c2ln".formatted(
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean hasMet(String call, String line) {
        var meeting = meetings.get(call);
        return meeting == null || meeting.join(call, line);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var call = exchange.getRequestMethod() + " " + uri.getPath();
        var line = uri.getQuery() == null ? call : call + "?" + uri.getQuery();
        calls.add(new Call(line, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Match")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
        var answer = answers.getOrDefault(line, answers.getOrDefault(call, new Answer(404, "{}")));
        if (answer.status() == 0 || !hasMet(call, line)) {
            exchange.close();
            return;
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        if (tags.containsKey(call)) {
            exchange.getResponseHeaders().set("ETag", tags.get(call));
        }
        if (waits.containsKey(call)) {
            exchange.getResponseHeaders().set("Retry-After", waits.get(call).toString());
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
