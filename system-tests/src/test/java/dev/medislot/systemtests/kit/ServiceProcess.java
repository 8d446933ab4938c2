package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service's deployed jar, running as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    public record Ports(int api, int management) {}

    /**
     * The options of the JVM.
     *
     * @param added folders of further classes
     */
    record Jvm(List<String> options, List<Path> added) {

        static final Jvm QUICK_TO_START = new Jvm(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
                List.of());
    }

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String module;
    private final int port;
    private final int managementPort;
    private final Path log;
    private final Map<String, String> settings;
    private final Jvm jvm;
    private Path jar;
    private Process process;

    public ServiceProcess(String module, Ports ports, Path log, Map<String, String> settings) {
        this(module, ports, log, settings, Jvm.QUICK_TO_START);
    }

    ServiceProcess(String module, Ports ports, Path log, Map<String, String> settings, Jvm jvm) {
        this(module, ports, log, settings, jvm, Repository.file(""));
    }

    private ServiceProcess(String module, Ports ports, Path log, Map<String, String> settings, Jvm jvm,
            Path repository) {
        this.module = module;
        this.port = ports.api();
        this.managementPort = ports.management();
        this.log = log;
        this.settings = new HashMap<>(settings);
        this.jvm = jvm;
        this.jar = unpacked(repository, module);
        this.process = launch();
    }

    /** Runs the jar that was built in another clone of the repository. */
    public static ServiceProcess ofBuild(Path repository, String module, Ports ports, Path log,
            Map<String, String> settings) {
        return new ServiceProcess(module, ports, log, settings, Jvm.QUICK_TO_START, repository);
    }

    /** The jar is unpacked as in the images: a nested jar costs every start 3 s of CPU more. */
    private Path unpacked(Path repository, String name) {
        var folder = log.resolveSibling(name);
        folder.getParent().toFile().mkdirs();
        var unpacking = start(log, JAVA.toString(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
                repository.resolve(module + "/target/" + module + ".jar").toString(), "extract", "--destination",
                folder.toString());
        assertThat(unpacking.onExit().join().exitValue()).as(this::log).isZero();
        return folder.resolve(module + ".jar");
    }

    private Process launch() {
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(jvm.options());
        if (jvm.added().isEmpty()) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            var path = Stream.concat(Stream.of(jar), jvm.added().stream()).map(Path::toString);
            command.addAll(List.of("-cp", path.collect(Collectors.joining(File.pathSeparator)), mainClass()));
        }
        return start(log, command.toArray(String[]::new));
    }

    private String mainClass() {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(Path output, String... command) {
        var builder = new ProcessBuilder(command).directory(Repository.file("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", Integer.toString(port),
                        "MANAGEMENT_SERVER_PORT", Integer.toString(managementPort)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a shell's command line at the repository's top, with the environment that this process has. */
    public String run(String line) {
        return run(line, Duration.ofMinutes(8));
    }

    public String run(String line, Duration atMost) {
        try {
            var output = Files.createTempFile("command-", ".out");
            var process = start(output, "sh", "-c",
                    "PATH=%s:$PATH; export JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'; %s"
                            .formatted(JAVA.getParent(), line));
            assertThat(process.waitFor(atMost)).as(line).isTrue();
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

    public void awaitReady() {
        await(module + " is ready").atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("%s ended with %d:%n%s".formatted(module, process.exitValue(), log()));
            }
            return isReady();
        });
    }

    private boolean isReady() {
        try {
            var readiness = HttpRequest.newBuilder(URI.create(url() + "/readyz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Changes a setting from the next start on. */
    public void set(String name, String value) {
        settings.put(name, value);
    }

    /** kill -9, then the same again. */
    public void crashAndStart() {
        crash();
        start();
    }

    public void crash() {
        process.destroyForcibly().onExit().join();
    }

    /** From the next start on, the jar of this repository. */
    public void upgrade() {
        jar = unpacked(Repository.file(""), module + "-upgraded");
    }

    public void start() {
        process = launch();
        awaitReady();
    }

    /** Keeps its connections and does nothing until it is resumed. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public String name() {
        return module;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The folder of the unpacked jar, with its libraries in {@code lib}. */
    public Path unpackedJar() {
        return jar.getParent();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The address of health and metrics. */
    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    public String log() {
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
