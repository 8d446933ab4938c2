package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The resident memory of the services and the gateway after all other rows, and its maximum. */
final class ServiceMemory {

    private final Medislot medislot = Medislot.running();

    List<Row> measure() throws IOException {
        var sizes = new ArrayList<String>();
        for (var process : medislot.processes()) {
            sizes.add("%s %s MB (at most %s MB)".formatted(process.name(), megabytes(process.pid(), "VmRSS"),
                    megabytes(process.pid(), "VmHWM")));
        }
        return List.of(Row.of("resident memory after the rows above", "≤ 300 MB", String.join(", ", sizes)));
    }

    /** Only Linux has this file. */
    static String megabytes(long pid, String which) throws IOException {
        var status = Path.of("/proc/%d/status".formatted(pid));
        if (!Files.exists(status)) {
            return "?";
        }
        return Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith(which))
                .map(line -> Long.toString(Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)))
                .findFirst()
                .orElse("?");
    }
}
