package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Versions come without gaps and in order, and the last one is what the API shows. */
final class Versions {

    private static final List<String> FACTS = List.of("status", "patientId", "doctorId");

    private final Saved saved;

    Versions(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.versions.forEach((id, versions) -> {
            var numbers = versions.stream().map(version -> version.path("version").asInt()).toList();
            if (!numbers.equals(IntStream.rangeClosed(1, numbers.size()).boxed().toList())) {
                broken.add("versions of booking %s on the topic: %s".formatted(id, numbers));
            }
        });
        var listed = new HashSet<String>();
        saved.bookings().forEach(booking -> {
            listed.add(Saved.text(booking, "id"));
            compare(booking, broken);
        });
        saved.versions.keySet()
                .stream()
                .filter(id -> !listed.contains(id))
                .forEach(id -> broken.add("booking %s is on the topic alone".formatted(id)));
        return broken;
    }

    private void compare(JsonNode booking, List<String> broken) {
        var id = Saved.text(booking, "id");
        var versions = saved.versions.getOrDefault(id, List.of());
        var last = versions.isEmpty() ? null : versions.getLast();
        if (last == null || last.path("version").asInt() != booking.path("version").asInt()
                || FACTS.stream().anyMatch(fact -> !Saved.text(last, fact).equals(Saved.text(booking, fact)))
                || !Saved.text(last.path("slot"), "start").equals(Saved.text(booking, "start"))) {
            broken.add(
                    "booking %s has version %s, the topic ends with %s".formatted(id, booking.path("version"), last));
        }
    }
}
