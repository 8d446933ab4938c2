package dev.medislot.systemtests.faults.checker;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Acknowledged time off and licenses are there until their removal is sent, and gone once it is acknowledged. */
final class Entries {

    private final Saved saved;

    Entries(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var there = ids(Stream.of("time-off", "licensed").flatMap(saved::end));
        var removing = ids(saved.history("removing"));
        var lost = Stream.of("time-off", "license-entered")
                .flatMap(saved::history)
                .filter(entry -> Saved.outcome(entry).equals("made"))
                .filter(entry -> !removing.contains(Saved.text(entry, "id")))
                .filter(entry -> !there.contains(Saved.text(entry, "id")))
                .map(entry -> "acknowledged, but not there at the end: " + entry);
        var kept = saved.history("removed")
                .filter(removal -> there.contains(Saved.text(removal, "id")))
                .map(removal -> "its removal was acknowledged, but it is there at the end: " + removal);
        return Stream.concat(lost, kept).toList();
    }

    private static Set<String> ids(Stream<JsonNode> lines) {
        return lines.map(line -> Saved.text(line, "id")).collect(Collectors.toSet());
    }
}
