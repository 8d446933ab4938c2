package dev.medislot.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A child JVM that ignores the terminal's Ctrl-C and writes to a log. */
public final class JavaProcess {

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code java} with these arguments; its environment is ours plus these variables. */
    public static JavaProcess start(List<String> arguments, Map<String, String> environment, Path log) {
        return start(List.of(), arguments, environment, log);
    }

    /** Starts the process at the lowest priority. */
    public static JavaProcess startInBackground(List<String> arguments, Map<String, String> environment, Path log) {
        return start(Programs.WINDOWS ? List.of() : List.of("nice", "-n", "19"), arguments, environment, log);
    }

    private static JavaProcess start(List<String> prefix, List<String> arguments, Map<String, String> environment,
            Path log) {
        try {
            Files.createDirectories(Objects.requireNonNull(log.toAbsolutePath().getParent()));
            var command = new ArrayList<>(prefix);
            command.add(Programs.java());
            command.addAll(arguments);
            var builder = new ProcessBuilder(Programs.detached(command)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // as in the images: limits the memory that glibc reserves per thread
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            return new JavaProcess(process, log);
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot start a Java process: " + e.getMessage(), e);
        }
    }

    /** The class path for a child that runs one of our main classes: jars alone where that is enough. */
    public static String classPathFor(Class<?> main) {
        var all = System.getProperty("java.class.path");
        var inJar = Objects.requireNonNull(main.getResource(main.getSimpleName() + ".class"))
                .getProtocol()
                .equals("jar");
        if (!inJar) {
            return all;
        }
        var separator = System.getProperty("path.separator");
        return String.join(separator,
                List.of(all.split(separator)).stream().filter(entry -> entry.endsWith(".jar")).toList());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    public void stop(Duration patience) {
        Programs.end(process.toHandle(), patience);
    }
}
