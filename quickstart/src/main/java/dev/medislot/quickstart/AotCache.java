package dev.medislot.quickstart;

import dev.medislot.infra.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM's AOT cache of a program from a training run, which speeds up its next start. */
final class AotCache {

    private final Path file;
    private final boolean wanted;

    private AotCache(Path file, boolean wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /** It fits this JVM and exactly these options and class path. */
    static AotCache of(Path folder, String name, boolean wanted, List<String> identity) {
        var text = Stream
                .concat(Stream.of(Runtime.version().toString(), System.getProperty("java.home")), identity.stream())
                .collect(Collectors.joining("\n"));
        var key = Fingerprint.of(text.getBytes(StandardCharsets.UTF_8));
        return new AotCache(folder.resolve("%s-%s.aot".formatted(name, key)), wanted);
    }

    boolean isMissing() {
        return wanted && !Files.exists(file);
    }

    /** The JVM maps the cache where it was made: to map it elsewhere, it copies most of its pages. */
    List<String> options() {
        return wanted && Files.exists(file)
                ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-XX:AOTCache=" + file)
                : List.of();
    }

    List<String> trainingOptions() {
        return List.of("-XX:AOTCacheOutput=" + partial());
    }

    /** Called after the training run has ended; removes partial caches of killed runs. */
    void keep() throws IOException {
        if (Files.exists(partial()) && Files.size(partial()) > 0) { // empty until the JVM's very end
            Files.move(partial(), file, StandardCopyOption.ATOMIC_MOVE);
        }
        try (var files = Files.list(Objects.requireNonNull(file.getParent()))) {
            for (var left : files.filter(other -> other.getFileName().toString().startsWith(name() + ".")).toList()) {
                Files.deleteIfExists(left);
            }
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    /** The name of the folder it is in. */
    String folder() {
        return Objects.requireNonNull(file.getParent()).getFileName().toString();
    }

    private Path partial() {
        return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    }
}
