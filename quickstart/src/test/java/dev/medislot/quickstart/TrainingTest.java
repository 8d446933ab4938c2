package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    @TempDir
    private Path folder;

    private final Training training = new Training();
    private AotCache cache;

    @BeforeEach
    void untrained() {
        cache = AotCache.of(folder, "program", true, List.of());
    }

    @Test
    void whatARunLearnedIsKept() {
        training.startInBackground(List.of(_ -> learned("all of it")));

        awaitEnd();
        assertThat(cache.isMissing()).isFalse();
        assertThat(folder).isDirectoryContaining("glob:**.aot").isDirectoryNotContaining("glob:**.config");
    }

    @Test
    void whatAStoppedRunLeftIsNotUsed() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var stopped = new CountDownLatch(1);
        training.startInBackground(List.of(_ -> {
            begun.countDown();
            await().until(() -> stopped.getCount() == 0);
            return learned("half of it");
        }, _ -> {
            ended.set(true);
            return learned("more");
        }));
        begun.await();

        training.stop();
        stopped.countDown();

        awaitEnd();
        assertThat(cache.isMissing()).isTrue();
        assertThat(ended).isFalse();
    }

    @Test
    void anEmptyCacheIsOfARunThatCrashed() {
        training.startInBackground(List.of(_ -> learned("")));

        awaitEnd();
        assertThat(cache.isMissing()).isTrue();
    }

    private static void awaitEnd() {
        await().until(() -> Thread.getAllStackTraces()
                .keySet()
                .stream()
                .noneMatch(thread -> thread.getName().equals("training")));
    }

    private AotCache learned(String what) throws IOException {
        var output = Path.of(cache.trainingOptions().getFirst().split("=", 2)[1]);
        Files.writeString(output, what);
        Files.writeString(output.resolveSibling(output.getFileName() + ".config"), "on the way");
        return cache;
    }
}
