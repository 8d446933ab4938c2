package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Versions come without gaps and in order, the last one is what the API shows, and licenses hold for each. */
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
        licenses(broken);
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

    /** In a state for which the doctor was never licensed, or at the end in one for which the doctor no longer is. */
    private void licenses(List<String> broken) {
        var ever = new HashMap<String, Set<String>>();
        saved.history("doctor")
                .forEach(doctor -> doctor.path("states").forEach(state -> add(ever, doctor, "id", state.asString())));
        saved.history("license").forEach(line -> add(ever, line, "doctor", Saved.text(line, "state")));
        saved.versions.forEach((id, versions) -> versions.forEach(version -> license(id, version, "is", ever, broken)));
        var last = new HashMap<String, Set<String>>();
        saved.end("licensed").forEach(line -> add(last, line, "doctor", Saved.text(line, "state")));
        saved.bookings()
                .filter(booking -> Saved.text(booking, "status").equals("CONFIRMED"))
                .forEach(booking -> license(Saved.text(booking, "id"), booking, "stays", last, broken));
    }

    private static void add(Map<String, Set<String>> states, JsonNode line, String doctor, String state) {
        states.computeIfAbsent(Saved.text(line, doctor), _ -> new TreeSet<>()).add(state);
    }

    private static void license(String id, JsonNode version, String verb, Map<String, Set<String>> states,
            List<String> broken) {
        var licensed = states.getOrDefault(Saved.text(version, "doctorId"), Set.of());
        if (!licensed.contains(Saved.text(version, "patientState"))) {
            broken.add("booking %s %s in %s, the doctor is licensed in %s".formatted(id, verb,
                    version.path("patientState"), licensed));
        }
    }
}
