package dev.medislot.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    private static final long LONG = 21 * 1024 * 1024;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void writeALongLog() throws IOException {
        try (var file = new RandomAccessFile(log("kafka.log").toFile(), "rw")) {
            file.setLength(LONG);
        }
    }

    @Test
    void aLongLogBecomesTheOlderOne() {
        Logs.cutLongOnes(folder, console());

        assertThat(log("kafka.log")).isEmptyFile();
        assertThat(log("kafka.1.log")).hasSize(LONG);
    }

    @Test
    void aShortLogStays() throws IOException {
        Files.writeString(log("redis.log"), "ready");

        Logs.cutLongOnes(folder, console());

        assertThat(log("redis.log")).hasContent("ready");
    }

    @Test
    void aLongLogThatCannotBeCopiedIsCut() throws IOException {
        Files.createDirectories(log("kafka.1.log").resolve("no log"));

        Logs.cutLongOnes(folder, console());

        assertThat(log("kafka.log")).isEmptyFile();
        assertThat(out.toString(UTF_8)).contains("a long log was not kept");
    }

    private Path log(String name) {
        return folder.resolve(name);
    }

    private Console console() {
        return new Console(new PrintStream(out, true, UTF_8));
    }
}
