package dev.medislot.systemtests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** The CPU time of processes in µs, from Linux' {@code /proc}. Unlike a rate it is little affected by other load. */
final class CpuTimes {

    private static final int MICROS_PER_TICK = 10_000;

    private CpuTimes() {}

    static double of(long pid) {
        return ticks(pid, false) * MICROS_PER_TICK;
    }

    /** The CPU time of the process with such a command line and of all its children, also of those that have ended. */
    static double ofFamily(Predicate<String> command) {
        var parents = pids().filter(pid -> command.test(commandLine(pid))).boxed().toList();
        return pids().filter(pid -> parents.contains(pid) || parents.contains(parent(pid)))
                .mapToDouble(pid -> ticks(pid, true))
                .sum() * MICROS_PER_TICK;
    }

    /** The CPU time of this JVM's child process with that word in its command line. */
    static double ofChild(String word) {
        long parent = ProcessHandle.current().pid();
        return pids().filter(pid -> parent(pid) == parent && commandLine(pid).contains(word))
                .mapToDouble(CpuTimes::of)
                .sum();
    }

    private static LongStream pids() {
        return ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid);
    }

    private static long parent(long pid) {
        return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).orElse(-1L);
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/%d/cmdline".formatted(pid))).replace('\0', ' ').strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static double ticks(long pid, boolean withChildren) {
        try {
            var stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
            // utime, stime, cutime and cstime follow the name, which may have spaces
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            return withChildren ? own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]) : own;
        } catch (IOException _) {
            return 0;
        }
    }
}
