package dev.medislot.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramStillOpenForWritingIsRetried() throws Exception {
        var program = Files.writeString(folder.resolve("program"), "#!/bin/sh\nexit 7\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var run = new FutureTask<>(() -> Programs.run(folder.resolve("log"), List.of(program.toString())));

        try (var _ = Files.newOutputStream(program, StandardOpenOption.APPEND)) {
            var thread = Thread.ofPlatform().start(run);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || run.isDone());
        }

        assertThat(run.get()).isEqualTo(7);
    }
}
