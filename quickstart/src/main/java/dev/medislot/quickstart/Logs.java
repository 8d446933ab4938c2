package dev.medislot.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps each log and the one before it. */
final class Logs {

    private static final long MAX_BYTES = 20 * 1024 * 1024;

    private Logs() {}

    /** Rotates a log before a process starts to write it. */
    static void rotate(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, older(log), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Works while processes write: they append, so truncating removes only the old part. A log that cannot be copied,
     * as on a full disk, is truncated all the same.
     */
    static void cutLongOnes(Path folder, Console console) {
        try (var logs = Files.list(folder)) {
            for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (Files.size(log) > MAX_BYTES && !log.toString().endsWith(".1.log")) {
                    cut(log);
                }
            }
        } catch (IOException e) {
            console.say("a long log was not kept: " + e);
        }
    }

    private static void cut(Path log) throws IOException {
        try {
            Files.copy(log, older(log), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
        }
    }

    private static Path older(Path log) {
        var name = log.getFileName().toString();
        return log.resolveSibling(name.substring(0, name.length() - ".log".length()) + ".1.log");
    }
}
