package dev.medislot.systemtests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long the end of each kind of fault took, such as the restart of a killed process, and how long each probe waited
 * after it: the median and the longest time.
 */
final class Recoveries {

    private static final String RESTARTED = "restarted";
    private static final double LIMIT = 15;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private record Recovery(long restarted, FirstTimes times) {

        double seconds(String name) {
            return (name.equals(RESTARTED) ? Optional.of(restarted) : times.of(name)).map(millis -> millis / 1000.0)
                    .orElse(NEVER);
        }
    }

    private final Map<String, List<Recovery>> byFault = new TreeMap<>();

    /** @param restarted the milliseconds that the end of the fault took */
    void add(String fault, long restarted, FirstTimes times) {
        byFault.computeIfAbsent(fault, _ -> new ArrayList<>()).add(new Recovery(restarted, times));
    }

    /** In seconds, as Markdown; what took longer than the limit is bold. */
    String table() {
        var head = "| fault | times | %s | %s |%n|%s%n".formatted(RESTARTED, String.join(" | ", Probes.NAMES),
                "---|".repeat(Probes.NAMES.size() + 3));
        return byFault.entrySet()
                .stream()
                .map(fault -> "| %s | %d | %s | %s |".formatted(fault.getKey(), fault.getValue().size(),
                        middleAndLongest(seconds(fault.getValue(), RESTARTED)),
                        Probes.NAMES.stream()
                                .map(name -> cell(seconds(fault.getValue(), name)))
                                .collect(Collectors.joining(" | "))))
                .collect(Collectors.joining("\n", head, "\n")) + summary();
    }

    private String summary() {
        var all = byFault.values().stream().flatMap(List::stream).toList();
        return Probes.NAMES.stream().map(name -> {
            var times = seconds(all, name);
            return "%s: %s s, %d of %d over %.0f s".formatted(name, middleAndLongest(times),
                    times.stream().filter(time -> time > LIMIT).count(), times.size(), LIMIT);
        }).collect(Collectors.joining("\n", "\nThe median and the longest time after all faults:\n\n", "\n"));
    }

    /** The shortest first. */
    private static List<Double> seconds(List<Recovery> recoveries, String name) {
        return recoveries.stream().map(each -> each.seconds(name)).sorted().toList();
    }

    private static String cell(List<Double> times) {
        return times.getLast() > LIMIT ? "**%s**".formatted(middleAndLongest(times)) : middleAndLongest(times);
    }

    private static String middleAndLongest(List<Double> times) {
        if (times.isEmpty()) {
            return "–";
        }
        return times.size() == 1 ? text(times.getFirst())
                : "%s / %s".formatted(text(times.get(times.size() / 2)), text(times.getLast()));
    }

    private static String text(double time) {
        return time == NEVER ? "> " + FirstTimes.MAX.toSeconds() : String.format(Locale.ROOT, "%.1f", time);
    }
}
