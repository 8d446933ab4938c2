package dev.medislot.systemtests.kit;

import java.nio.file.Path;
import java.util.List;

/** The checkout whose build is tested. */
public final class Repository {

    /** The modules that are in every service. */
    static final List<String> KITS = List.of("event-kit", "service-kit", "account-kit");

    private static final Path ROOT = Path.of(System.getProperty("medislot.repository", ".."))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    public static Path file(String path) {
        return ROOT.resolve(path);
    }
}
