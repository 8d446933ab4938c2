package dev.medislot.systemtests.faults;

import dev.medislot.infra.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kills, stops and resumes processes, and looks whether they are killed, stopped and resumed. */
final class Signals {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final char RUNNING = 'R';
    private static final String STOPPED_OR_DEAD = "TtZX";

    private Signals() {}

    static void kill(Optional<ProcessHandle> process) {
        var running = running(process);
        running.destroyForcibly();
        running.onExit().join();
    }

    /** Stops its children too, as PostgreSQL has one for each connection; a stopped process starts no further ones. */
    static void stop(Optional<ProcessHandle> process) throws IOException, InterruptedException {
        var running = running(process);
        stopAll(List.of(running));
        stopAll(running.descendants().toList());
    }

    private static void stopAll(List<ProcessHandle> processes) throws IOException, InterruptedException {
        send("STOP", processes);
        if (!Programs.await(PATIENCE, () -> processes.stream().allMatch(Signals::isStopped))) {
            throw new StrikeFailed("a process goes on after SIGSTOP");
        }
    }

    /** Does nothing if it has ended. */
    static void resume(Optional<ProcessHandle> process) throws IOException, InterruptedException {
        if (process.filter(ProcessHandle::isAlive).isEmpty()) {
            return;
        }
        var stopped = process.get();
        send("CONT", Stream.concat(stopped.descendants(), Stream.of(stopped)).toList());
        if (!Programs.await(PATIENCE, () -> state(stopped, RUNNING) != 'T')) {
            throw new IllegalStateException("A process stands still after SIGCONT");
        }
    }

    /** @throws StrikeFailed if there is none */
    static ProcessHandle running(Optional<ProcessHandle> process) {
        return process.filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new StrikeFailed("the process had already ended"));
    }

    /** A child may have ended meanwhile, so the exit status says nothing. */
    private static void send(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        if (!processes.isEmpty()) {
            var command = new ArrayList<>(List.of("kill", "-" + signal));
            processes.forEach(process -> command.add(Long.toString(process.pid())));
            new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private static boolean isStopped(ProcessHandle process) {
        return STOPPED_OR_DEAD.indexOf(state(process, 'T')) >= 0;
    }

    /** The letter of its state, or the other one where that is unknown: it has ended, or this is not Linux. */
    private static char state(ProcessHandle process, char otherwise) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return line.charAt(line.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return otherwise;
        }
    }
}
