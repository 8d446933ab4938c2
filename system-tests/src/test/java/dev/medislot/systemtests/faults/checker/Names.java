package dev.medislot.systemtests.faults.checker;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** At the end each service shows the name that the last acknowledged change left, or one of a later unknown change. */
final class Names {

    /** Those that show the name of such a person: one keeps it, and the others have copies. */
    private static final Map<String, List<String>> SERVICES = Map.of("patient",
            List.of("booking-service", "notification-service"), "doctor",
            List.of("availability-service", "booking-service", "notification-service"));

    private final Saved saved;

    Names(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        return saved.history("name")
                .flatMap(first -> SERVICES.get(Saved.text(first, "role"))
                        .stream()
                        .flatMap(service -> compare(first, service)))
                .toList();
    }

    private Stream<String> compare(JsonNode first, String service) {
        var person = Saved.text(first, "person");
        Set<String> shown = saved.end("name")
                .filter(line -> isOf(person, line) && Saved.text(line, "service").equals(service))
                .map(line -> Saved.text(line, "name"))
                .collect(Collectors.toSet());
        var left = left(first);
        return shown.size() == 1 && left.containsAll(shown) ? Stream.empty()
                : Stream.of("name of %s %s in %s: %s, the changes left %s".formatted(Saved.text(first, "role"), person,
                        service, shown, left));
    }

    private Set<String> left(JsonNode first) {
        var left = new HashSet<>(Set.of(Saved.text(first, "name")));
        saved.mayBeMade("renamed").filter(line -> isOf(Saved.text(first, "person"), line)).forEach(line -> {
            if (Saved.outcome(line).equals("made")) {
                left.clear();
            }
            left.add(Saved.text(line, "name"));
        });
        return left;
    }

    private static boolean isOf(String person, JsonNode line) {
        return Saved.text(line, "person").equals(person);
    }
}
