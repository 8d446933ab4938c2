package dev.medislot.systemtests.kit;

import java.nio.file.Path;

/** The checkout whose build is tested. */
public final class Repository {

    private static final Path ROOT = Path.of(System.getProperty("medislot.repository", ".."))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    public static Path file(String path) {
        return ROOT.resolve(path);
    }
}
