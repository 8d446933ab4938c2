package dev.medislot.systemtests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The longest time of each probe after each kind of fault. */
final class Recoveries {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Map<String, List<Map<String, Long>>> byFault = new TreeMap<>();

    void add(String fault, Map<String, Long> times) {
        byFault.computeIfAbsent(fault, _ -> new ArrayList<>()).add(times);
    }

    /** In seconds, as Markdown. */
    String table() {
        var head = "| fault | times | %s |%n|%s%n".formatted(String.join(" | ", Probes.NAMES),
                "---|".repeat(Probes.NAMES.size() + 2));
        return byFault.entrySet()
                .stream()
                .map(fault -> "| %s | %d | %s |".formatted(fault.getKey(), fault.getValue().size(),
                        Probes.NAMES.stream()
                                .map(name -> longest(fault.getValue(), name))
                                .collect(Collectors.joining(" | "))))
                .collect(Collectors.joining("\n", head, "\n"));
    }

    private static String longest(List<Map<String, Long>> times, String name) {
        var longest = times.stream()
                .mapToDouble(each -> each.containsKey(name) ? each.get(name) / 1000.0 : NEVER)
                .max()
                .orElse(NEVER);
        return longest == NEVER ? "> 60" : String.format(Locale.ROOT, "%.1f", longest);
    }
}
