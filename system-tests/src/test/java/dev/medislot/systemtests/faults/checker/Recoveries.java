package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the end of each kind of fault took, such as the restart of a killed process, and how long each thing took
 * after it: the median and the longest time.
 */
final class Recoveries {

    private static final String RESTARTED = "restarted";
    private static final long MAX_OF_INSTANCES = Duration.ofMinutes(1).toMillis();
    private static final List<String> MEASURED = Stream
            .concat(AfterFault.ANSWERS.stream(), Stream.of(AfterFault.UNLISTED, AfterFault.MAIL, AfterFault.SLOWEST))
            .toList();

    private final List<AfterFault> faults;

    Recoveries(Saved saved) {
        this.faults = AfterFault.all(saved);
    }

    /** In seconds, as Markdown; what took longer than the limit is bold. */
    String table() {
        var head = "| fault | times | %s | %s |%n|%s%n".formatted(RESTARTED, String.join(" | ", MEASURED),
                "---|".repeat(MEASURED.size() + 3));
        return faults.stream()
                .collect(Collectors.groupingBy(AfterFault::fault, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(fault -> row(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining("\n", head, "\n")) + summary();
    }

    private static String row(String fault, List<AfterFault> same) {
        var restarted = same.stream().map(each -> each.healed().path("restarted").asLong(0)).sorted().toList();
        return "| %s | %d | %s | %s |".formatted(fault, same.size(), middleAndLongest(RESTARTED, restarted),
                MEASURED.stream().map(name -> cell(name, times(same, name))).collect(Collectors.joining(" | ")));
    }

    private String summary() {
        return MEASURED.stream().map(name -> {
            var times = times(faults, name);
            return "%s: %s s, %d of %d over %d s".formatted(name, middleAndLongest(name, times),
                    times.stream().filter(time -> time > Recovery.LIMIT).count(), times.size(), Recovery.LIMIT / 1000);
        }).collect(Collectors.joining("\n", "\nThe median and the longest time after all faults:\n\n", "\n"));
    }

    /** The shortest first. */
    private static List<Long> times(List<AfterFault> faults, String name) {
        return faults.stream()
                .filter(fault -> fault.millis().containsKey(name))
                .map(fault -> fault.millis().get(name))
                .sorted()
                .toList();
    }

    private static String cell(String name, List<Long> times) {
        var text = middleAndLongest(name, times);
        return !times.isEmpty() && times.getLast() > Recovery.LIMIT ? "**%s**".formatted(text) : text;
    }

    private static String middleAndLongest(String name, List<Long> times) {
        if (times.isEmpty()) {
            return "–";
        }
        return times.size() == 1 ? seconds(name, times.getFirst())
                : "%s / %s".formatted(seconds(name, times.get((times.size() - 1) / 2)), seconds(name, times.getLast()));
    }

    private static String seconds(String name, long millis) {
        return millis > max(name) ? "> " + max(name) / 1000 : String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }

    /** How long the run waited for it. */
    private static long max(String name) {
        return switch (name) {
            case RESTARTED -> Long.MAX_VALUE;
            case AfterFault.SLOWEST -> MAX_OF_INSTANCES;
            default -> Recovery.LIMIT_OF_BACKLOGS;
        };
    }
}
