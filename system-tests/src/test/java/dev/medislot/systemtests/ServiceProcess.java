package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service's deployed jar, running as a process of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String module;
    private final int port;
    private final Path log;
    private final Map<String, String> settings;
    private final Path jar;
    private Process process;

    ServiceProcess(String module, int port, Path log, Map<String, String> settings) {
        this.module = module;
        this.port = port;
        this.log = log;
        this.settings = new HashMap<>(settings);
        this.jar = unpacked();
        this.process = launch();
    }

    /** As in the images: a nested jar costs every start 3 s of CPU more. */
    private Path unpacked() {
        var folder = log.resolveSibling(module);
        var unpacking = start(log, JAVA.toString(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
                Repository.file(module + "/target/" + module + ".jar").toString(), "extract", "--destination",
                folder.toString());
        assertThat(unpacking.onExit().join().exitValue()).as(this::log).isZero();
        return folder.resolve(module + ".jar");
    }

    private Process launch() {
        return start(log, JAVA.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar",
                jar.toString());
    }

    private Process start(Path output, String... command) {
        var builder = new ProcessBuilder(command).directory(Repository.file("").toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(settings);
        builder.environment().putAll(Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", Integer.toString(port)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a shell's command line at the repository's top, with the environment that this process has. */
    String run(String line) {
        try {
            var output = Files.createTempFile("command-", ".out");
            var process = start(output, "sh", "-c",
                    "PATH=%s:$PATH; export JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'; %s"
                            .formatted(JAVA.getParent(), line));
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(line).isTrue();
            var said = Files.readString(output);
            assertThat(process.exitValue()).as("%s%n%s", line, said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void awaitReady() {
        await(module + " is ready").atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("%s ended with %d:%n%s".formatted(module, process.exitValue(), log()));
            }
            return isReady();
        });
    }

    private boolean isReady() {
        try {
            var readiness = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From the next start on. */
    void set(String name, String value) {
        settings.put(name, value);
    }

    /** kill -9, then the same again. */
    void crashAndStart() {
        crash();
        start();
    }

    void crash() {
        process.destroyForcibly().onExit().join();
    }

    void start() {
        process = launch();
        awaitReady();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
