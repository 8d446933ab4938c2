package dev.medislot.systemtests.faults.checker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Each fault struck. Each instance outlives the faults that do not end its process, answers again by itself after each
 * fault, and answers at the end of the run.
 */
final class Survival {

    private final Saved saved;

    Survival(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var failed = saved.history("strike-failed")
                .map(line -> "%s had no effect: %s".formatted(Saved.text(line, "fault"), Saved.text(line, "reason")));
        var ended = saved.history("ended")
                .map(line -> "%s ended by itself, process %d".formatted(Saved.text(line, "instance"), pid(line)))
                .distinct();
        var late = saved.history("healed").filter(Recovery::isJudged).flatMap(this::late);
        return Stream.of(failed, ended, late, silentAtTheEnd()).flatMap(lines -> lines).toList();
    }

    private Stream<String> late(JsonNode healed) {
        var times = healed.path("instances");
        return started().keySet()
                .stream()
                .filter(name -> times.path(name).asLong(Long.MAX_VALUE) > Recovery.LIMIT)
                .map(name -> "no answer of %s itself for %s ms after %s".formatted(name,
                        times.has(name) ? times.path(name).asString() : "> 60000", Saved.text(healed, "fault")));
    }

    private Stream<String> silentAtTheEnd() {
        return started().entrySet()
                .stream()
                .filter(started -> !answersAtTheEnd(started.getKey(), started.getValue()))
                .map(started -> "%s does not answer at the end as process %d".formatted(started.getKey(),
                        started.getValue()));
    }

    private boolean answersAtTheEnd(String instance, long pid) {
        return saved.history("last")
                .filter(line -> Saved.text(line, "instance").equals(instance))
                .anyMatch(line -> line.path("answers").asBoolean() && pid(line) == pid);
    }

    /** The last process of each instance that the run started. */
    private Map<String, Long> started() {
        var processes = new LinkedHashMap<String, Long>();
        saved.history("started").forEach(line -> processes.put(Saved.text(line, "instance"), pid(line)));
        return processes;
    }

    private static long pid(JsonNode line) {
        return line.path("pid").asLong();
    }
}
