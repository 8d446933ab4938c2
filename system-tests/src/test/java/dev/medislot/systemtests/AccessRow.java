package dev.medislot.systemtests;

import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A valid request and the status that each caller gets for it: a line of {@code access-matrix.txt}. */
record AccessRow(List<Integer> statuses, String operation, String method, String path, String body) {

    static final List<String> CALLERS = List.of("nobody", "patient", "otherPatient", "guardian", "doctor",
            "otherDoctor", "inactiveDoctor", "staff");

    private static final Path TABLE = Path.of("src", "test", "resources", "access-matrix.txt");
    private static final Pattern ROW = Pattern
            .compile("(?<statuses>(?:\\d{3} ){%d})(?<operation>\\w+) (?<method>[A-Z]+) (?<path>\\S+) ?(?<body>.*)"
                    .formatted(CALLERS.size()));

    static Stream<AccessRow> all() throws IOException {
        return Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).map(AccessRow::of);
    }

    private static AccessRow of(String line) {
        var row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("not a row: " + line);
        }
        var statuses = Stream.of(row.group("statuses").split(" ")).map(Integer::valueOf).toList();
        return new AccessRow(statuses, row.group("operation"), row.group("method"), row.group("path"),
                row.group("body"));
    }

    /** Whether a caller whose request succeeds has no session afterwards. */
    boolean endsSessions() {
        return operation.equals("endAllSessions") || (operation.endsWith("Password") && body.contains("<password>"));
    }

    int status(String caller) {
        return statuses.get(CALLERS.indexOf(caller));
    }

    /**
     * The callers with the best answer: success, else a refused body, else something that is missing; all callers if
     * none gets that far.
     */
    List<String> farthest() {
        int first = statuses.stream().mapToInt(AccessRow::rank).min().orElseThrow();
        return CALLERS.stream().filter(caller -> rank(status(caller)) == first).toList();
    }

    private static int rank(int status) {
        return switch (status) {
            case 401, 403 -> 3;
            case 404 -> 2;
            default -> status < 300 ? 0 : 1;
        };
    }

    Answer call(AccessScene scene, String caller) {
        return call(scene, caller, "");
    }

    /** The request with further query parameters, such as {@code a=1}. */
    Answer call(AccessScene scene, String caller, String parameters) {
        var target = "/api/v1" + scene.filled(path);
        if (!parameters.isEmpty()) {
            target += (target.contains("?") ? "&" : "?") + parameters;
        }
        return scene.caller(caller).call(method, target, body.isEmpty() ? null : scene.filled(body));
    }

    @Override
    public String toString() {
        return operation;
    }
}
