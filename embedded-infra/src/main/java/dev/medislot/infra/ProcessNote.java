package dev.medislot.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A file with a process's id and start time, because the system reuses ids. */
record ProcessNote(Path file) {

    void write(ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + " " + startTime(process));
    }

    /** The noted process, if it still runs. */
    Optional<ProcessHandle> process() {
        try {
            var noted = Files.readString(file).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(noted[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startTime(process) == Long.parseLong(noted[1]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static long startTime(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
