package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.KafkaLogin;
import dev.medislot.infra.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The quickstart as a user starts it, on ports and in a folder of its own. */
public final class QuickstartProcess implements AutoCloseable {

    /**
     * The lock of all tests without the shared Medislot: one of them at a time runs beside those with it, because more
     * would only wait for the processor.
     */
    public static final String LOCK = "quickstart";

    /** Where one quickstart lives, over all of its starts. */
    public record Home(Path folder, Map<String, Integer> ports) {

        private static final List<String> LISTENERS = List.of("GATEWAY", "AVAILABILITY", "BOOKING", "NOTIFICATION",
                "GATEWAY_MANAGEMENT", "AVAILABILITY_MANAGEMENT", "BOOKING_MANAGEMENT", "NOTIFICATION_MANAGEMENT",
                "INBOX", "SMTP", "POSTGRES", "REDIS", "KAFKA", "KAFKA_CONTROLLER");

        public static Home fresh(Path folder) {
            var free = Medislot.freePorts(LISTENERS.size());
            var ports = new HashMap<String, Integer>();
            LISTENERS.forEach(listener -> ports.put(listener, free.get(ports.size())));
            return new Home(folder.toAbsolutePath(), Map.copyOf(ports));
        }

        public URI gateway() {
            return address("GATEWAY");
        }

        /** The address of a listener, named as in the settings of the ports. */
        public URI address(String listener) {
            return URI.create("http://127.0.0.1:" + ports.get(listener));
        }

        /** The settings of its ports. */
        public Map<String, String> portSettings() {
            return ports.entrySet()
                    .stream()
                    .collect(Collectors.toMap(port -> "MEDISLOT_QUICKSTART_%s_PORT".formatted(port.getKey()),
                            port -> port.getValue().toString()));
        }

        public URI inbox() {
            return address("INBOX");
        }

        /** The settings of a client that follows the topics, as other systems do. */
        public Map<String, Object> kafka() {
            var user = KafkaUser.CONSUMER.label();
            try {
                var password = Files.readString(folder.resolve("keys").resolve("kafka-" + user));
                return KafkaLogin.SCRAM.settings("127.0.0.1:" + ports.get("KAFKA"), user, password);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts it; the settings come on top of the ports and the folder. */
        public QuickstartProcess start(String... settings) {
            return new QuickstartProcess(this, settings);
        }
    }

    private final Home home;
    private final Path output;
    private final Process process;

    private QuickstartProcess(Home home, String... settings) {
        this.home = home;
        // with the options of mvnw
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms12m", "-Xmn4m", "-Xmx48m",
                "-XX:TrimNativeHeapInterval=60000", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
                "-classpath", classPath(), "dev.medislot.quickstart.Quickstart");
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MEDISLOT_") || name.startsWith("SPRING_"));
        environment.put("MEDISLOT_QUICKSTART_PROJECT", Repository.file("").toString());
        environment.put("MEDISLOT_QUICKSTART_DATA", home.folder().toString());
        environment.put("MEDISLOT_QUICKSTART_CACHE",
                Repository.file("system-tests/target/quickstart-cache").toString());
        environment.put("MEDISLOT_QUICKSTART_AOT_CACHE", "false");
        environment.put("MEDISLOT_QUICKSTART_EXAMPLE_DATA", "false");
        environment.putAll(home.portSettings());
        for (var setting : settings) {
            var nameAndValue = setting.split("=", 2);
            environment.put(nameAndValue[0], nameAndValue[1]);
        }
        try {
            this.output = Files.createTempFile("quickstart-", ".out");
            this.process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public QuickstartProcess awaitReady() {
        await("the quickstart is ready").atMost(Duration.ofMinutes(10)).until(() -> {
            assertThat(process.isAlive()).as(this::output).isTrue();
            return output().contains("ready in ");
        });
        return this;
    }

    /** The time that it took to become ready, by its own words. */
    public Duration timeToReady() {
        var said = Pattern.compile("ready in ([\\d.]+) s").matcher(output());
        assertThat(said.find()).as(this::output).isTrue();
        return Duration.ofMillis(Math.round(Double.parseDouble(said.group(1)) * 1000));
    }

    /** Waits for its end and answers its exit status. */
    public int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(this::output).isTrue();
        return process.exitValue();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process as Ctrl-C or a system that shuts down would. */
    public void stop() {
        process.destroy();
    }

    /** kill -9 of the launcher and of everything that it started, all at once. */
    public void killAll() {
        var all = Stream.concat(Stream.of(process.toHandle()), everything()).collect(Collectors.toSet());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
        leftOvers().forEach(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    /** kill -9 of the named parts, all at once. */
    public void kill(String... parts) {
        var handles = processes(Set.of(parts));
        assertThat(handles).hasSameSizeAs(parts);
        handles.forEach(ProcessHandle::destroyForcibly);
        handles.forEach(handle -> handle.onExit().join());
    }

    private List<ProcessHandle> processes(Set<String> names) {
        return parts().entrySet()
                .stream()
                .filter(part -> names.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The processes that run, by the names of their parts; that of the launcher is {@code quickstart}. */
    public Map<String, ProcessHandle> parts() {
        var parts = new LinkedHashMap<String, ProcessHandle>();
        try {
            JsonMapper.shared()
                    .readTree(Files.readString(home.folder().resolve("processes.json")))
                    .valueStream()
                    .forEach(entry -> ProcessHandle.of(entry.path("pid").asLong())
                            .ifPresent(process -> parts.put(entry.path("name").asString(), process)));
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<ProcessHandle> everything() {
        return Stream.concat(process.descendants(),
                leftOvers().stream().flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants())));
    }

    /** Everything alive whose command line speaks of this home. */
    Set<ProcessHandle> leftOvers() {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info()
                        .commandLine()
                        .filter(line -> line.contains(home.folder().toString()))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** Fails while anything of it runs or holds a port. */
    public void expectNothingLeft() {
        await("nothing of it is left").untilAsserted(() -> {
            assertThat(process.isAlive()).isFalse();
            assertThat(leftOvers()).isEmpty();
            assertThat(home.ports().values()).allMatch(QuickstartProcess::isFree);
        });
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                killAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killAll();
        }
    }
}
