package dev.medislot.systemtests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The resident memory of a process, with that of its children if it is PostgreSQL, in MB from Linux' {@code /proc}.
 *
 * @param rss with every shared page in full
 * @param pss with its share of each shared page
 */
record ProcessMemory(String name, double rss, double pss) {

    static ProcessMemory of(String name, ProcessHandle process) {
        var family = name.equals("postgres") ? Stream.concat(Stream.of(process), process.descendants())
                : Stream.of(process);
        var all = family.map(each -> rollup(each.pid())).toList();
        return new ProcessMemory(name, sum(all, "Rss:"), sum(all, "Pss:"));
    }

    private static double sum(Iterable<String> rollups, String which) {
        double kilobytes = 0;
        for (var rollup : rollups) {
            kilobytes += rollup.lines().filter(line -> line.startsWith(which)).mapToLong(ProcessMemory::number).sum();
        }
        return kilobytes / 1024;
    }

    static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Returns nothing for a process that has ended. */
    private static String rollup(long pid) {
        try {
            return Files.readString(Path.of("/proc/%d/smaps_rollup".formatted(pid)));
        } catch (IOException _) {
            return "";
        }
    }
}
