package dev.medislot.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.InfrastructureFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
        var part = new Part("booking-service", 8082, List.of(), this::startUnlessThe2ndOr3rdTime,
                () -> Optional.of(process.toHandle()).filter(ProcessHandle::isAlive), () -> process.destroy());
        var stack = new Stack(Settings.from(Map.of("MEDISLOT_QUICKSTART_DATA", folder.toString())),
                new Console(new PrintStream(said, true, UTF_8)), new Ledger(folder.resolve("processes.json")),
                List.of(part));
        stack.start();

        process.destroyForcibly();

        await().untilAsserted(() -> assertThat(said.toString(UTF_8)).containsSubsequence("127.0.0.1:8082",
                "booking-service ended unexpectedly; starting it again\n", "no database; starting it again in 1 s\n",
                "no server; starting it again in 2 s\n", "127.0.0.1:8082"));
        stack.stop();
    }

    private void startUnlessThe2ndOr3rdTime() {
        int start = starts.incrementAndGet();
        if (start == 2) {
            throw new CannotStart("no database");
        }
        if (start == 3) {
            throw new InfrastructureFailed("no server");
        }
        try {
            process = new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
