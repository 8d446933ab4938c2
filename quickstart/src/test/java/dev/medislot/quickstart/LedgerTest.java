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
        ledger().note("booking-service", process.toHandle(), 8082);

        ledger().endLeftOvers(Set.of("postgres"));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void partsThatAreTakenOverLive() {
        ledger().note("postgres", process.toHandle(), 15432);

        ledger().endLeftOvers(Set.of("postgres"));

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void anotherProcessWithTheSameIdIsLeftAlone() throws Exception {
        var earlier = new Ledger.Entry("booking-service", process.pid(), Instant.parse("2020-01-01T00:00:00Z"), 8082);
        Files.writeString(file(), JsonMapper.shared().writeValueAsString(new Object[] { earlier }));

        ledger().endLeftOvers(Set.of());

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void othersCanReadIt() {
        ledger().note("booking-service", process.toHandle(), 8082);

        var entry = JsonMapper.shared().readTree(file()).path(0);
        assertThat(entry.path("name").asString()).isEqualTo("booking-service");
        assertThat(entry.path("pid").asLong()).isEqualTo(process.pid());
        assertThat(entry.path("port").asInt()).isEqualTo(8082);
        assertThat(Instant.parse(entry.path("start").asString())).isBefore(Instant.now());
    }

    @Test
    void aDamagedFileIsNoHindrance() throws Exception {
        Files.writeString(file(), "[{\"name\":");

        ledger().endLeftOvers(Set.of());
        ledger().note("booking-service", process.toHandle(), 8082);

        assertThat(process.isAlive()).isTrue();
        assertThat(JsonMapper.shared().readTree(file()).path(0).path("pid").asLong()).isEqualTo(process.pid());
    }

    private Ledger ledger() {
        return new Ledger(file(), problem -> {
            throw new AssertionError(problem);
        });
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
