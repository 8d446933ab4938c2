package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a JVM holds, from Linux' {@code /proc} and after a full garbage collection that this causes.
 *
 * @param resident memory in MB, before the collection
 * @param heap used MB, after it
 * @param sockets open connections, and the ports on which it listens
 */
record ProcessState(double resident, double heap, int threads, int sockets) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    static ProcessState of(ServiceProcess service) throws IOException {
        var proc = Path.of("/proc", Long.toString(service.pid()));
        var status = Files.readAllLines(proc.resolve("status"));
        var resident = number(status, "VmRSS:") / 1024.0;
        int sockets = sockets(proc.resolve("fd"));
        jcmd(service, "GC.run");
        double heap = USED.matcher(jcmd(service, "GC.heap_info"))
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum() / 1024.0;
        return new ProcessState(resident, heap, (int) number(status, "Threads:"), sockets);
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** A file that is closed meanwhile does not count. */
    private static int sockets(Path files) throws IOException {
        try (var all = Files.list(files)) {
            return (int) all.filter(file -> target(file).startsWith("socket:")).count();
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static String jcmd(ServiceProcess service, String command) throws IOException {
        var process = new ProcessBuilder(JCMD.toString(), Long.toString(service.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes());
    }

    /** The change until the other state. */
    String until(ProcessState last) {
        return Row.text(
                "resident %.0f → %.0f MB, heap after a collection %.0f → %.0f MB, threads %d → %d, "
                        + "sockets %d → %d",
                resident, last.resident, heap, last.heap, threads, last.threads, sockets, last.sockets);
    }
}
