package dev.medislot.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Calls one address over HTTP, as one caller. */
public final class Api {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private final URI address;
    private final Map<String, String> headers;

    private Api(URI address, Map<String, String> headers) {
        this.address = address;
        this.headers = headers;
    }

    public static Api at(URI address) {
        return new Api(address, Map.of());
    }

    public static Api at(String address) {
        return at(URI.create(address));
    }

    /** The same caller at another address. */
    public Api from(URI other) {
        return new Api(other, headers);
    }

    /** The same caller, with further headers: names and values in turn. */
    public Api with(String... namesAndValues) {
        var more = new LinkedHashMap<>(headers);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            more.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Api(address, more);
    }

    /** The caller with that token; without one, anonymous. */
    public Api as(@Nullable String token) {
        return token == null || token.isEmpty() ? this : with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return with("Content-Type", "application/merge-patch+json").call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** A body that is no string is sent as JSON. */
    public Answer call(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(40));
        var text = body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
        request.method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        if (text != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var answer = Answer.to(method + " " + path, CLIENT.send(request.build(), BodyHandlers.ofString()));
            DescribedAnswers.check(address, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("%s %s got no answer".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
