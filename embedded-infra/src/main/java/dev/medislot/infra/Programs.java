package dev.medislot.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Runs programs of the system. */
public final class Programs {

    static final boolean WINDOWS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final int MAX_STARTS = 250;
    /** ETXTBSY, as the JDK reports it. */
    private static final Pattern BUSY = Pattern.compile("error[:=] ?26\\b");

    private Programs() {}

    /**
     * The command, shielded from the terminal's Ctrl-C and hang-up, so that its parent process decides the order of
     * stopping.
     */
    public static List<String> detached(List<String> command) {
        if (WINDOWS) {
            return command;
        }
        var detached = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        detached.addAll(command);
        return detached;
    }

    /** This JVM's own {@code java}. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", WINDOWS ? "java.exe" : "java").toString();
    }

    /** Shuts this JVM down when its parent process ends. */
    public static void endWithParent() {
        var parent = ProcessHandle.current().parent();
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            parent.ifPresent(process -> process.onExit().join());
            System.exit(0);
        });
    }

    /** Waits for the end; the output goes to the log. */
    static int run(Path log, List<String> command) {
        try {
            var process = started(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
            process.getOutputStream().close();
            return process.waitFor();
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureFailed("Interrupted while running " + command.getFirst(), e);
        }
    }

    /**
     * Retries while the program is busy: a child that another thread forked while the program was being unpacked holds
     * it open for writing until that child runs a program of its own.
     */
    private static Process started(ProcessBuilder builder) throws IOException, InterruptedException {
        for (int i = 1;; i++) {
            try {
                return builder.start();
            } catch (IOException e) {
                if (i == MAX_STARTS || !BUSY.matcher(String.valueOf(e.getMessage())).find()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Asks the process to end, and kills it after the wait. */
    public static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(10));
        }
    }

    static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new InfrastructureFailed("Cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Checks the condition until it holds; false after the wait. */
    public static boolean await(Duration patience, BooleanSupplier condition) {
        return await(patience, Duration.ofMillis(20), condition);
    }

    /** Checks at this pause. */
    public static boolean await(Duration patience, Duration pause, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Deletes the folder and its content. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot delete " + folder, e);
        }
    }
}
