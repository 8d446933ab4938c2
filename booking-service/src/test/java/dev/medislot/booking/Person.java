package dev.medislot.booking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a token, or nobody without one, who calls a running service. */
public record Person(UUID id, @Nullable String token, Supplier<String> address) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Person at(String otherAddress) {
        return new Person(id, token, () -> otherAddress);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Map<String, ?> body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, Map<String, ?> body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    public Answer book(Object slot) {
        return post("/bookings", Map.of("slotId", slot.toString()));
    }

    public Answer hold(Object slot) {
        return post("/holds", Map.of("slotId", slot.toString()));
    }

    public Answer cancel(String booking) {
        return patch("/bookings/" + booking, Map.of("status", "CANCELLED"));
    }

    public Answer move(String booking, Object slot) {
        return patch("/bookings/" + booking, Map.of("slotId", slot.toString()));
    }

    private Answer send(String method, String path, @Nullable Map<String, ?> body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address.get() + "/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
