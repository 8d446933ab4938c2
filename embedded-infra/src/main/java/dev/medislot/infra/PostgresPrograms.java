package dev.medislot.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of PostgreSQL's programs, which are unpacked into the cache. */
record PostgresPrograms(Path cache) {

    /** PostgreSQL refuses to run as root; a user namespace of its own maps root to another user. */
    List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name", "").equals("root")) {
            refuseWithoutNamespaces();
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(path(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void refuseWithoutNamespaces() {
        if (Programs.run(Path.of("/dev/null"), List.of("unshare", "--user", "true")) != 0) {
            throw new InfrastructureFailed(
                    "PostgreSQL refuses to run as root, and this machine has no user namespaces: be another user");
        }
    }

    private String path(String program) {
        return PostgresBinaries.unpackedIn(cache)
                .resolve("bin")
                .resolve(Programs.WINDOWS ? program + ".exe" : program)
                .toString();
    }
}
