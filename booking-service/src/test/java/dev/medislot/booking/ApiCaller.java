package dev.medislot.booking;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A caller of a running service, with or without a token. */
public record ApiCaller(UUID id, @Nullable String token, Supplier<String> address) {

    public ApiCaller at(String otherAddress) {
        return new ApiCaller(id, token, () -> otherAddress);
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

    public Answer send(String method, String path, @Nullable Map<String, ?> body, String... headers) {
        return Api.at(address.get()).as(token).with(headers).call(method, "/api/v1" + path, body);
    }
}
