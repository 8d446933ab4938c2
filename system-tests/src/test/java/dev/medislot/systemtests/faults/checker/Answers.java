package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What was acknowledged was done, what was refused was not, what is unknown was done at most once. */
final class Answers {

    private final Saved saved;
    private final List<String> broken = new ArrayList<>();

    Answers(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        books();
        changes();
        saved.history.stream()
                .filter(line -> line.path("statuses").valueStream().anyMatch(status -> status.asInt() == 500))
                .forEach(line -> broken.add("answered 500: " + line));
        saved.end("revoked-use")
                .filter(use -> use.path("status").asInt() != 401)
                .forEach(use -> broken.add("a revoked token was answered " + use.path("status")));
        saved.history("unauthenticated")
                .filter(line -> !isKeyRemoved(line) && !mayBeRevoked(line))
                .forEach(line -> broken.add("logged out without a reason: " + line));
        return broken;
    }

    /** Only the removal of the key that signed a token may end it; a new key ends none. */
    private boolean isKeyRemoved(JsonNode refused) {
        var issuer = Saved.text(refused, "account").equals("patients") ? "booking" : "availability";
        return saved.history("key-removed")
                .anyMatch(removed -> Saved.text(removed, "issuer").equals(issuer)
                        && refused.path("issued").asLong() <= removed.path("at").asLong()
                        && removed.path("at").asLong() <= refused.path("at").asLong());
    }

    private boolean mayBeRevoked(JsonNode refused) {
        return saved.history("revocation")
                .anyMatch(revocation -> Saved.text(revocation, "patient").equals(Saved.text(refused, "person"))
                        && revocation.path("at").asLong() <= refused.path("at").asLong());
    }

    /** Each request to book has an id of its own, which is the reason of its booking. */
    private void books() {
        Map<String, List<JsonNode>> byRequest = saved.bookings()
                .collect(Collectors.groupingBy(booking -> Saved.text(booking, "reason")));
        saved.history("book").forEach(request -> {
            var made = byRequest.getOrDefault(Saved.text(request, "id"), List.of()).size();
            var fits = switch (Saved.text(request, "outcome")) {
                case "made" -> made == 1;
                case "refused" -> made == 0;
                default -> made <= 1;
            };
            if (!fits) {
                broken.add("%d bookings of the request %s".formatted(made, request));
            }
        });
    }

    /** Counts the versions that each caller made of each booking, besides the first. */
    private void changes() {
        var made = new HashMap<String, Integer>();
        var unknown = new HashMap<String, Integer>();
        saved.history("change").forEach(change -> {
            var key = Saved.text(change, "booking") + " by " + Saved.text(change, "actor");
            switch (Saved.text(change, "outcome")) {
                case "made" -> made.merge(key, 1, Integer::sum);
                case "unknown" -> unknown.merge(key, 1, Integer::sum);
                default -> made.merge(key, 0, Integer::sum);
            }
        });
        var there = new HashMap<String, Integer>();
        saved.versions.forEach((id, versions) -> versions.stream()
                .skip(1)
                .forEach(version -> there.merge(id + " by " + Saved.text(version.path("actor"), "id"), 1,
                        Integer::sum)));
        made.forEach((key, least) -> {
            int count = there.getOrDefault(key, 0);
            if (count < least || count > least + unknown.getOrDefault(key, 0)) {
                broken.add("%d changes of booking %s, %d were acknowledged and %d are unknown".formatted(count, key,
                        least, unknown.getOrDefault(key, 0)));
            }
        });
    }
}
