package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** How much there was to judge: the lines of a saved run by type, and by outcome where they have one. */
record Counts(Map<String, Long> lines, long events, long mails) {

    private static final JsonMapper JSON = new JsonMapper();

    static Counts of(Path folder) throws IOException {
        try (var history = Files.lines(folder.resolve("history.jsonl"))) {
            var lines = history.map(JSON::readTree)
                    .map(line -> "%s %s".formatted(line.path("type").asString(), line.path("outcome").asString(""))
                            .strip())
                    .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
            return new Counts(lines, count(folder.resolve("topic.jsonl")), count(folder.resolve("inbox.jsonl")));
        }
    }

    private static long count(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    String text() {
        return "%s; %d events, %d mails%n".formatted(lines, events, mails);
    }
}
