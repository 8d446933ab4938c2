package dev.medislot.systemtests.faults.checker;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Acknowledged time off and licenses are there until their removal is sent, and gone once it is acknowledged. No others
 * are there, except those of unknown outcome.
 */
final class Entries {

    private final Saved saved;

    Entries(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var there = ids(Stream.of("time-off", "licensed").flatMap(saved::end));
        var removing = ids(saved.removing());
        var lost = Stream.of("time-off", "license-entered")
                .flatMap(saved::history)
                .filter(entry -> Saved.outcome(entry).equals("made"))
                .filter(entry -> !removing.contains(Saved.text(entry, "id")))
                .filter(entry -> !there.contains(Saved.text(entry, "id")))
                .map(entry -> "acknowledged, but not there at the end: " + entry);
        var kept = saved.history("removed")
                .filter(removal -> there.contains(Saved.text(removal, "id")))
                .map(removal -> "its removal was acknowledged, but it is there at the end: " + removal);
        var others = Stream.of("time-off", "licensed")
                .flatMap(saved::end)
                .filter(entry -> !isAskedFor(entry))
                .map(entry -> "there at the end, but refused or not asked for: " + entry);
        return Stream.of(lost, kept, others).flatMap(Function.identity()).toList();
    }

    private boolean isAskedFor(JsonNode entry) {
        var isTimeOff = Saved.text(entry, "type").equals("time-off");
        return !isTimeOff && isOfTheStart(entry) || saved.mayBeMade(isTimeOff ? "time-off" : "license-entered")
                .anyMatch(request -> Saved.outcome(request).equals("made") ? isSame("id", request, entry)
                        : isTimeOff ? isSameTime(request, entry)
                                : isSame("doctor", request, entry) && isSame("state", request, entry));
    }

    private boolean isOfTheStart(JsonNode license) {
        return saved.doctor(Saved.text(license, "doctor"))
                .path("states")
                .valueStream()
                .anyMatch(state -> state.asString().equals(Saved.text(license, "state")));
    }

    private boolean isSameTime(JsonNode request, JsonNode entry) {
        return isSame("doctor", request, entry)
                && Span.local(request, saved.zone()).equals(Span.local(entry, saved.zone()));
    }

    private static boolean isSame(String name, JsonNode request, JsonNode entry) {
        return Saved.text(request, name).equals(Saved.text(entry, name));
    }

    private static Set<String> ids(Stream<JsonNode> lines) {
        return lines.map(line -> Saved.text(line, "id")).collect(Collectors.toSet());
    }
}
