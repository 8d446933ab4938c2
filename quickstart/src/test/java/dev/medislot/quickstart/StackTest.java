package dev.medislot.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.InfrastructureFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aRestartThatFailsIsTriedAgain() {
        var stack = stack(this::startUnlessThe2ndOr3rdTime);
        stack.start();

        process.destroyForcibly();

        await().untilAsserted(() -> assertThat(said.toString(UTF_8)).containsSubsequence("127.0.0.1:8082",
                "booking-service ended unexpectedly; starting it again\n", "no database; starting it again in 1 s\n",
                "no server; starting it again in 2 s\n", "127.0.0.1:8082"));
        stack.stop();
    }

    @Test
    void aLedgerThatCannotBeWrittenEndsNothing() throws Exception {
        var stack = stack(this::startProcess);
        stack.start();

        Files.delete(ledger());
        Files.delete(ledger().getParent());
        Files.createFile(ledger().getParent());
        process.destroyForcibly();

        await().untilAsserted(() -> assertThat(said.toString(UTF_8)).containsSubsequence("127.0.0.1:8082",
                "processes.json cannot be written: ", "booking-service ended unexpectedly; starting it again\n",
                "127.0.0.1:8082"));
        stack.stop();
        assertThat(starts).hasValue(2);
        assertThat(said.toString(UTF_8)).containsOnlyOnce("cannot be written");
    }

    private Stack stack(Runnable start) {
        var part = new Part("booking-service", 8082, List.of(), start,
                () -> Optional.of(process.toHandle()).filter(ProcessHandle::isAlive), () -> process.destroy());
        var console = new Console(new PrintStream(said, true, UTF_8));
        return new Stack(Settings.from(Map.of("MEDISLOT_QUICKSTART_DATA", folder.toString())), console,
                new Ledger(ledger(), console::say), List.of(part));
    }

    private Path ledger() {
        return folder.resolve("ledger").resolve("processes.json");
    }

    private void startUnlessThe2ndOr3rdTime() {
        switch (starts.get()) {
            case 1 -> refuse(new CannotStart("no database"));
            case 2 -> refuse(new InfrastructureFailed("no server"));
            default -> startProcess();
        }
    }

    private void refuse(RuntimeException reason) {
        starts.incrementAndGet();
        throw reason;
    }

    private void startProcess() {
        starts.incrementAndGet();
        try {
            process = new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
