package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.medislot.infra.Ports;
import dev.medislot.infra.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in JVMs of their own: a jar whose one class notes each start and answers HTTP requests. */
class ProgramTest {

    private static final String SOURCE = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;

            public class Tiny {
                public static void main(String[] args) throws Exception {
                    Files.writeString(Path.of(args[1]), "started\\n", StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    if (System.getProperty("spring.context.exit") != null) {
                        return;
                    }
                    var server = HttpServer.create(
                            new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;

    @TempDir
    private Path folder;

    private AotCache cache;

    @BeforeEach
    void untrained() throws IOException {
        cache = AotCache.of(folder, "tiny", true, List.of());
        var source = Files.writeString(folder.resolve("Tiny.java"), SOURCE);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString())).isZero();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, "Tiny");
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("tiny.jar")), manifest)) {
            jar.putNextEntry(new JarEntry("Tiny.class"));
            Files.copy(folder.resolve("Tiny.class"), jar);
        }
    }

    @Test
    void theCacheHoldsWhatTheRunningProcessHasRecorded() throws Exception {
        assumeThat(canEndRecordings()).isTrue();
        var program = program(List.of());
        program.start(_ -> {});

        program.train(_ -> {}).keep();

        assertThat(program.handle()).as("it still runs").isPresent();
        program.stop();
        assertThat(starts()).hasSize(1);
        startsFromTheCache();
    }

    @Test
    void aProcessThatEndedWithoutARecordingLeavesItToASecondOne() throws Exception {
        var program = program(List.of());
        program.start(_ -> {});
        var killed = program.handle().orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();

        program.train(_ -> {}).keep();

        assertThat(starts()).hasSize(2);
        startsFromTheCache();
    }

    /** With this mode a JVM ends where the cache does not fit. */
    private void startsFromTheCache() {
        assertThat(cache.isMissing()).isFalse();
        var trained = program(List.of("-XX:AOTMode=on"));
        trained.start(_ -> {});
        trained.stop();
    }

    private Program program(List<String> jvmOptions) {
        var port = Ports.free();
        var launch = List.of("-jar", folder.resolve("tiny.jar").toString(), Integer.toString(port),
                folder.resolve("starts").toString());
        return new Program("tiny", folder.resolve("tiny.log"), new Program.Command(jvmOptions, launch, Map.of()), cache,
                URI.create("http://127.0.0.1:%d/readyz".formatted(port)));
    }

    private List<String> starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts"));
    }

    private static boolean canEndRecordings() throws Exception {
        return new ProcessBuilder(Programs.ofJdk("jcmd").toString(), Long.toString(ProcessHandle.current().pid()),
                "help", "AOT.end_recording").start().waitFor() == 0;
    }
}
