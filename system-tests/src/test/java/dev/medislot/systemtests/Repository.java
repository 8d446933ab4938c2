package dev.medislot.systemtests;

import java.nio.file.Path;

/** The checkout whose build is tested. */
final class Repository {

    private static final Path ROOT = Path.of(System.getProperty("medislot.repository", ".."))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }
}
