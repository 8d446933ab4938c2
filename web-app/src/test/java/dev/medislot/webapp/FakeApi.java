package dev.medislot.webapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medislot.common.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An API that gives fixed answers by method and path, and keeps the calls that it has got. */
public final class FakeApi {

    /**
     * A call of the API.
     *
     * @param line method, path and query
     */
    public record Call(String line, String body, Optional<String> ifMatch) {}

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    public FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void reset() {
        answers.clear();
        calls.clear();
    }

    public void stop() {
        server.stop(0);
    }

    /** A call such as {@code GET /doctors/me}, without the prefix of the API. */
    public void answer(String call, int status, String body) {
        answers.put(call.replace(" ", " /api/v1"), new Answer(status, body));
    }

    public void refuse(String call, int status, String slug) {
        answer(call, status, "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
    }

    /** The calls of that method and path, the first one first. */
    public List<Call> calls(String call) {
        var wanted = call.replace(" ", " /api/v1");
        synchronized (calls) {
            return calls.stream().filter(each -> each.line().split("\\?", -1)[0].equals(wanted)).toList();
        }
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

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var call = exchange.getRequestMethod() + " " + uri.getPath();
        calls.add(new Call(uri.getQuery() == null ? call : call + "?" + uri.getQuery(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Match"))));
        var answer = answers.getOrDefault(call, new Answer(404, "{}"));
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
