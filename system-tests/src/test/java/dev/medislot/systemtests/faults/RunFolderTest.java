package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path parent;

    @Test
    void aFolderIsMade() throws IOException {
        var folder = parent.resolve("target/faults-1");

        RunFolder.empty(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlyTheFilesOfTheRunAreDeleted() throws IOException {
        var folder = Files.createDirectories(parent.resolve("faults-1"));
        var another = Files.createDirectories(parent.resolve("faults-12")).resolve("history.jsonl");
        Files.writeString(another, "{}");
        Files.writeString(folder.resolve("history.jsonl"), "{}");
        Files.writeString(Files.createDirectories(folder.resolve("mail/1")).resolve("1.eml"), "To: you");
        Files.createSymbolicLink(folder.resolve("mail/other"), another.getParent());

        RunFolder.empty(folder);

        assertThat(folder).isEmptyDirectory();
        assertThat(another).hasContent("{}");
    }

    /** Only where this process may mount file systems. */
    @Test
    void aDiskOfAnEarlierRunIsUnmounted() throws IOException {
        var folder = Files.createDirectories(parent.resolve("faults-1"));
        assumeThat(SmallDisk.at(folder.resolve("kafka"))).isPresent();
        Files.writeString(folder.resolve("kafka/log"), "1");

        RunFolder.empty(folder);

        assertThat(folder).isEmptyDirectory();
        assertThat(Files.createDirectory(folder.resolve("kafka"))).isEmptyDirectory();
    }
}
