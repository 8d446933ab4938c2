package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An acknowledged change is on the topic as it was asked for, and callers made only changes that they asked for. */
final class Changes {

    private record Key(String booking, String actor) {

        @Override
        public String toString() {
            return "%s by %s".formatted(booking, actor);
        }
    }

    private final Saved saved;
    private final Map<Key, Integer> made = new HashMap<>();
    private final Map<Key, Integer> unknown = new HashMap<>();
    private final Map<Key, Integer> there = new HashMap<>();
    private final Map<Key, List<JsonNode>> asked = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    Changes(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        saved.history("change").forEach(this::countRequest);
        saved.versions.forEach((id, versions) -> versions.stream()
                .filter(version -> version.path("version").asInt() > 1)
                .forEach(version -> compare(new Key(id, actor(version)), version)));
        made.keySet().forEach(this::compareCounts);
        changesWithoutRequest();
        saved.history("change")
                .filter(change -> Saved.outcome(change).equals("made") && !isThere(change))
                .forEach(change -> broken.add("not on the topic as acknowledged: " + change));
        return broken;
    }

    private void countRequest(JsonNode change) {
        var key = new Key(Saved.text(change, "booking"), Saved.text(change, "actor"));
        var outcome = Saved.outcome(change);
        made.merge(key, outcome.equals("made") ? 1 : 0, Integer::sum);
        unknown.merge(key, outcome.equals("unknown") ? 1 : 0, Integer::sum);
        if (outcome.equals("made") || outcome.equals("unknown")) {
            asked.computeIfAbsent(key, _ -> new ArrayList<>()).add(change);
        }
    }

    private void compare(Key key, JsonNode version) {
        there.merge(key, 1, Integer::sum);
        if (asked.containsKey(key) && asked.get(key).stream().noneMatch(change -> isOf(change, version))) {
            broken.add("version %s of booking %s is not what any of the requests asked for"
                    .formatted(version.path("version"), key));
        }
    }

    private void compareCounts(Key key) {
        int count = there.getOrDefault(key, 0);
        int least = made.get(key);
        int most = least + unknown.get(key);
        if (count < least || count > most) {
            broken.add("%d changes of booking %s, %d were acknowledged and %d are unknown".formatted(count, key, least,
                    most - least));
        }
    }

    /** {@link Withdrawals} judges the changes that others made. */
    private void changesWithoutRequest() {
        var callers = saved.callers();
        there.forEach((key, count) -> {
            if (callers.contains(key.actor()) && !made.containsKey(key)) {
                broken.add("%d changes of booking %s without a request".formatted(count, key));
            }
        });
    }

    /** A repeat may have been answered with a later version than the one that the first attempt made. */
    private boolean isThere(JsonNode change) {
        int number = change.path("statuses").size() == 1 ? change.path("version").asInt() : 0;
        return saved.versions.getOrDefault(Saved.text(change, "booking"), List.of())
                .stream()
                .filter(version -> number == 0 || version.path("version").asInt() == number)
                .anyMatch(version -> isOf(change, version));
    }

    /** A moved booking stays confirmed. */
    private static boolean isOf(JsonNode change, JsonNode version) {
        var to = change.path("to");
        return actor(version).equals(Saved.text(change, "actor"))
                && Saved.text(version, "status").equals(to.path("status").asString("CONFIRMED"))
                && (!to.has("slotId") || Saved.text(version.path("slot"), "id").equals(Saved.text(to, "slotId")));
    }

    private static String actor(JsonNode version) {
        return Saved.text(version.path("actor"), "id");
    }
}
