package dev.medislot.quickstart;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.infra.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code processes.json}: the running processes, for the next start after a kill and for other programs. */
final class Ledger {

    /** A process, identified by its id and start time, so that a later process with the same id differs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String name, long pid, Instant start, @Nullable Integer port) {

        static Entry of(String name, ProcessHandle process, @Nullable Integer port) {
            return new Entry(name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH), port);
        }

        /** The process, if it still runs. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().startInstant().map(start::equals).orElse(false));
        }
    }

    private final Path file;
    private final Consumer<String> problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean outdated;

    Ledger(Path file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    synchronized void note(String name, ProcessHandle process, @Nullable Integer port) {
        entries.put(name, Entry.of(name, process, port));
        write();
    }

    synchronized void forget(String name) {
        if (entries.remove(name) != null) {
            write();
        }
    }

    synchronized void clear() {
        entries.clear();
        write();
    }

    /** Ends processes of a killed run, except the named parts, which are taken over. */
    void endLeftOvers(Set<String> except) {
        var leftOvers = read().stream()
                .filter(entry -> !except.contains(entry.name()))
                .map(Entry::process)
                .flatMap(Optional::stream)
                .toList();
        leftOvers.forEach(ProcessHandle::destroy);
        leftOvers.forEach(process -> Programs.end(process, Duration.ofSeconds(20)));
    }

    private List<Entry> read() {
        try {
            return JsonMapper.shared().readValue(Files.readString(file), new TypeReference<List<Entry>>() {
            });
        } catch (IOException | JacksonException e) {
            return List.of();
        }
    }

    /** Goes on without the file if it cannot be written, and reports that until the next success only once. */
    private void write() {
        try {
            DataFolder.write(file,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(List.copyOf(entries.values())));
            outdated = false;
        } catch (IOException e) {
            if (!outdated) {
                problems.accept("%s cannot be written: %s; after a kill -9, the next start may find ports taken"
                        .formatted(file, e.getMessage()));
            }
            outdated = true;
        }
    }
}
