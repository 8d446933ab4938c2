package dev.medislot.quickstart;

import dev.medislot.infra.Fingerprint;
import dev.medislot.infra.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** A service's deployed jar, unpacked for a quicker start into a folder named by its content. */
final class ServiceJar {

    /** The name in the images too, because an AOT cache holds for the name of its jar only. */
    private static final String NAME = "app.jar";

    private ServiceJar() {}

    /** The unpacked jar to run. */
    static Path unpacked(Service service, Path jar, Path cache, Path log) {
        try {
            var folder = cache.resolve(service.label() + "-" + fingerprint(jar));
            if (!Files.exists(folder)) {
                unpack(jar, cache, folder, log);
            }
            return folder.resolve(NAME);
        } catch (IOException e) {
            throw new CannotStart("%s cannot be unpacked into %s: %s".formatted(jar, cache, e.getMessage()), e);
        }
    }

    private static void unpack(Path jar, Path cache, Path folder, Path log) throws IOException {
        Files.createDirectories(cache);
        var fresh = Files.createTempDirectory(cache, "unpacking-");
        extract(jar, fresh, log);
        publish(fresh, folder);
    }

    private static void extract(Path jar, Path folder, Path log) {
        var arguments = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools", "-jar",
                jar.toString(), "extract", "--force", "--application-filename", NAME, "--destination",
                folder.toString());
        var extraction = JavaProcess.start(arguments, Map.of(), log);
        if (extraction.handle().onExit().join().isAlive() || !Files.exists(folder.resolve(NAME))) {
            throw new CannotStart("%s cannot be unpacked; see %s".formatted(jar, log));
        }
    }

    private static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder)) {
                throw e;
            }
        }
    }

    /** A digest of the names and checksums in the jar's directory; the content need not be read. */
    private static String fingerprint(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entries = Collections.list(zip.entries())
                    .stream()
                    .map(entry -> "%s %d %d".formatted(entry.getName(), entry.getCrc(), entry.getSize()))
                    .collect(Collectors.joining("\n"));
            return Fingerprint.of((NAME + entries).getBytes(StandardCharsets.UTF_8));
        }
    }
}
