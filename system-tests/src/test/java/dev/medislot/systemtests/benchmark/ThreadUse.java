package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The CPU time in µs and the allocated bytes of a JVM's threads, by the names of the threads without their numbers. A
 * virtual thread counts as its carrier.
 */
record ThreadUse(Map<String, Double> cpu, Map<String, Double> allocated) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern THREAD = Pattern
            .compile("(?m)^\"(.*)\" .*cpu=([0-9.]+)ms elapsed=\\S+(?: allocated=(\\d+)([BKMG]))?.*$");

    static ThreadUse of(long pid) throws IOException {
        var process = new ProcessBuilder(JCMD.toString(), Long.toString(pid), "Thread.print", "-e")
                .redirectErrorStream(true)
                .start();
        var threads = THREAD.matcher(new String(process.getInputStream().readAllBytes())).results().toList();
        return new ThreadUse(
                threads.stream()
                        .collect(toMap(ThreadUse::name, thread -> Double.parseDouble(thread.group(2)) * 1000,
                                Double::sum, TreeMap::new)),
                threads.stream().collect(toMap(ThreadUse::name, ThreadUse::bytes, Double::sum, TreeMap::new)));
    }

    private static String name(MatchResult thread) {
        return thread.group(1).replaceAll("[-#]?\\d+", "").replaceAll(" \\|.*", "").strip();
    }

    private static double bytes(MatchResult thread) {
        return thread.group(3) == null ? 0 : Double.parseDouble(thread.group(3)) * switch (thread.group(4)) {
            case "K" -> 1 << 10;
            case "M" -> 1 << 20;
            case "G" -> 1 << 30;
            default -> 1;
        };
    }

    /** The CPU time of the JIT compilers. */
    double compilers() {
        return cpu.entrySet()
                .stream()
                .filter(thread -> thread.getKey().contains("CompilerThread"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    double allAllocated() {
        return allocated.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
