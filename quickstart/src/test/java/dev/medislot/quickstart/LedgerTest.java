package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LedgerTest {

    @TempDir
    Path folder;

    private final Process process = start();

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void leftOversAreEnded() throws Exception {
        new Ledger(file()).note("booking-service", process.toHandle(), 8082);

        new Ledger(file()).endLeftOvers(Set.of("postgres"));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void partsThatAreTakenOverLive() {
        new Ledger(file()).note("postgres", process.toHandle(), 15432);

        new Ledger(file()).endLeftOvers(Set.of("postgres"));

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void anotherProcessWithTheSameIdIsLeftAlone() throws Exception {
        var earlier = new Ledger.Entry("booking-service", process.pid(), Instant.parse("2020-01-01T00:00:00Z"), 8082);
        Files.writeString(file(), JsonMapper.shared().writeValueAsString(new Object[] { earlier }));

        new Ledger(file()).endLeftOvers(Set.of());

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void othersCanReadIt() {
        new Ledger(file()).note("booking-service", process.toHandle(), 8082);

        var entry = JsonMapper.shared().readTree(file()).path(0);
        assertThat(entry.path("name").asString()).isEqualTo("booking-service");
        assertThat(entry.path("pid").asLong()).isEqualTo(process.pid());
        assertThat(entry.path("port").asInt()).isEqualTo(8082);
        assertThat(Instant.parse(entry.path("start").asString())).isBefore(Instant.now());
    }

    @Test
    void aDamagedFileIsNoHindrance() throws Exception {
        Files.writeString(file(), "[{\"name\":");

        new Ledger(file()).endLeftOvers(Set.of());
        new Ledger(file()).note("booking-service", process.toHandle(), 8082);

        assertThat(process.isAlive()).isTrue();
        assertThat(JsonMapper.shared().readTree(file()).path(0).path("pid").asLong()).isEqualTo(process.pid());
    }

    private Path file() {
        return folder.resolve("processes.json");
    }

    private static Process start() {
        try {
            return new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
