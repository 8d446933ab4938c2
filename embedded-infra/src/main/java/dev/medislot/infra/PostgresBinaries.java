package dev.medislot.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per folder and version from the jar for this system. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    static Path unpackedIn(Path folder) {
        var archive = "postgres-%s-%s.txz".formatted(system(), architecture());
        var url = PostgresBinaries.class.getResource("/" + archive);
        if (url == null) {
            throw new InfrastructureFailed("PostgreSQL is not on the class path for this system: " + archive);
        }
        try {
            return unpackedIn(folder, url);
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot unpack PostgreSQL into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Path unpackedIn(Path folder, URL archive) throws IOException {
        var target = folder.resolve("postgres-" + checksum(archive));
        if (!Files.exists(target)) {
            Files.createDirectories(folder);
            var unpacked = Files.createTempDirectory(folder, "unpacking-");
            unpack(archive, unpacked);
            publish(unpacked, target);
        }
        return target;
    }

    /** Keeps the copy of another process that was faster. */
    private static void publish(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            Programs.delete(unpacked);
        }
    }

    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                return Long.toHexString(Objects.requireNonNull(file.getEntry(jar.getEntryName())).getCrc());
            }
        }
        return "unknown";
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new FileSystemException(entry.getName(), null, "lies outside the archive");
                }
                place(tar, entry, path);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        var folder = Files.createDirectories(Objects.requireNonNull(path.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            if (folder.endsWith("bin") && !path.toFile().setExecutable(true)) {
                throw new FileSystemException(path.toString(), null, "cannot be made executable");
            }
        }
    }

    private static String system() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        var name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
