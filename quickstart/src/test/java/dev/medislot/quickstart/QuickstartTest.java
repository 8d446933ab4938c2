package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own, up to where it needs the services. */
class QuickstartTest {

    @TempDir
    Path folder;

    private final Map<String, String> ports = freePorts();

    @BeforeEach
    void layOutJarsThatAreNone() throws IOException {
        for (var service : Service.values()) {
            var jar = service.jar(folder);
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }
    }

    @Test
    void takenPortIsNamedInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            ports.put("MEDISLOT_QUICKSTART_BOOKING_PORT", Integer.toString(taken.getLocalPort()));

            var run = run(ports);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output()).contains(
                    "medislot: port %d, for booking, is taken by another program; ".formatted(taken.getLocalPort())
                            + "free it or set MEDISLOT_QUICKSTART_BOOKING_PORT");
        }
        assertThat(folder.resolve("data").resolve("postgres")).doesNotExist();
    }

    @Test
    void wrongSettingIsNamedInOneLine() throws Exception {
        var run = run(Map.of("MEDISLOT_QUICKSTART_GATEWAY_PORT", "http"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEqualToIgnoringNewLines(
                "medislot: MEDISLOT_QUICKSTART_GATEWAY_PORT must be a port, 1 to 65535: http");
    }

    @Test
    void missingJarIsNamedBeforeAnythingStarts() throws Exception {
        Files.delete(Service.BOOKING_SERVICE.jar(folder));

        var run = run(ports);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).containsPattern("medislot: .*booking-service.jar is missing");
        assertThat(folder.resolve("data").resolve("postgres")).doesNotExist();
    }

    @Test
    void brokenJarStopsEverythingElse() throws Exception {
        var run = run(ports);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).containsPattern("medislot: .*\\.jar cannot be unpacked");
        ports.values().forEach(port -> assertThat(Ports.isFree(Integer.parseInt(port))).as(port).isTrue());
        assertThat(Files.readString(folder.resolve("data").resolve("processes.json"))).isEqualTo("[ ]");
    }

    private record Run(int exitCode, String output) {}

    private Run run(Map<String, String> settings) throws Exception {
        var command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Quickstart.class.getName()).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("MEDISLOT"));
        command.environment().put("MEDISLOT_QUICKSTART_PROJECT", folder.toString());
        command.environment().put("MEDISLOT_QUICKSTART_DATA", folder.resolve("data").toString());
        command.environment().putAll(settings);
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static Map<String, String> freePorts() {
        var free = Stream.generate(Ports::free).distinct().limit(Listener.values().length).iterator();
        return Stream.of(Listener.values())
                .collect(Collectors.toMap(Listener::setting, _ -> Integer.toString(free.next())));
    }
}
