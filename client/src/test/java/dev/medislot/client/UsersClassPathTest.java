package dev.medislot.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in a process with only the dependencies that Maven gives to a project that uses it. */
class UsersClassPathTest {

    private static final String PROGRAM = """
            import dev.medislot.client.Credentials;
            import dev.medislot.client.MedislotClient;
            import dev.medislot.client.problem.ApiProblem;
            import java.net.URI;

            class LogIn {

                public static void main(String[] args) {
                    var medislot = MedislotClient.at(URI.create(args[0]));
                    System.out.println(medislot.patients().logIn(new Credentials("sam", "right")).accessToken());
                    try {
                        medislot.doctors().logIn(new Credentials("kim", "wrong"));
                    } catch (ApiProblem e) {
                        System.out.println(e.slug());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private HttpServer gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/v1/patients/login", 200, "application/json", """
                {"accessToken": "a-token", "tokenType": "Bearer", "expiresIn": 3600, "role": "PATIENT",
                 "id": "0b8f3f0e-2a7e-4a38-8a39-3a1f7c1b9a55"}""");
        answer("/api/v1/doctors/login", 401, "application/problem+json", """
                {"type": "urn:medislot:problem:unauthenticated", "title": "Not logged in", "status": 401}""");
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void theDependenciesOfTheClientSuffice() throws Exception {
        var program = Files.writeString(folder.resolve("LogIn.java"), PROGRAM);
        var output = folder.resolve("output");
        var target = Path.of("target");
        var classPath = target.resolve("classes") + File.pathSeparator
                + Files.readString(target.resolve("users-class-path"));
        assertThat(classPath).doesNotContain("spring-boot", "junit");

        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath,
                program.toString(), "http://127.0.0.1:" + gateway.getAddress().getPort()).redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        var isDone = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(isDone).isTrue();
        assertThat(Files.readString(output)).isEqualToNormalizingNewlines("a-token\nunauthenticated\n");
    }

    private void answer(String path, int status, String type, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        gateway.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
