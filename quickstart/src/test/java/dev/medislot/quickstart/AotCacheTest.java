package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path folder;

    @Test
    void aMissingCacheGivesNoOptions() {
        assertThat(cache("-Xmx1g").options()).isEmpty();
        assertThat(cache("-Xmx1g").isMissing()).isTrue();
    }

    @Test
    void aKeptCacheIsMappedWhereItWasMade() throws IOException {
        Files.writeString(folder.resolve(cache("-Xmx1g").name()), "trained");

        assertThat(cache("-Xmx1g").options()).contains("-XX:ArchiveRelocationMode=0",
                "-XX:AOTCache=" + folder.resolve(cache("-Xmx1g").name()));
    }

    @Test
    void otherOptionsNeedAnotherCache() {
        assertThat(cache("-Xmx1g").name()).isNotEqualTo(cache("-Xmx2g").name());
    }

    private AotCache cache(String option) {
        return AotCache.of(folder, "program", true, List.of(option));
    }
}
