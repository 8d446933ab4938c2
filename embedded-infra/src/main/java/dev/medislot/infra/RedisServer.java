package dev.medislot.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Redis that keeps its data in its own folder.
 * <p>
 * It survives a killed JVM; the next start on the same folder takes it over.
 */
public final class RedisServer implements AutoCloseable {

    private final Path folder;
    private final Path log;
    private final int port;
    private final String password;

    /** Asks every client for the password, which is letters and digits only. */
    public RedisServer(Path folder, Path log, int port, String password) {
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
        this.password = password;
    }

    /** Whether a server of a killed run still serves this folder and port; a start takes it over. */
    public boolean isLeftOver() {
        return isOurs();
    }

    /** The address with the password. */
    public String url() {
        return "redis://:%s@127.0.0.1:%d".formatted(password, port);
    }

    /** The process of the server, while it runs. */
    public Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("redis.pid")).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().command().map(command -> command.contains("redis")).orElse(true));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Starts it, or takes over a server that still runs there. */
    public void start() {
        if (isOurs()) {
            return;
        }
        process().ifPresent(leftOver -> Programs.end(leftOver, Duration.ofSeconds(10)));
        Ports.refuseTaken("Redis", port);
        launch();
        if (!Programs.await(Duration.ofSeconds(20), () -> isOurs() && serves())) {
            throw new InfrastructureFailed("Redis did not start on port %d; its log: %s".formatted(port, log));
        }
    }

    public void stop() {
        process().ifPresent(process -> {
            resume();
            Programs.end(process, Duration.ofSeconds(10));
        });
    }

    /** Stops the server without closing its connections; it answers nothing until {@link #resume()}. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        process().ifPresent(process -> Programs.run(log, List.of("kill", "-" + name, Long.toString(process.pid()))));
    }

    private void launch() {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
            Files.deleteIfExists(folder.resolve("redis.pid"));
            var configuration = folder.resolve("redis.conf");
            PrivateFile.write(configuration, configuration());
            launch(List.of(program(), configuration.toString()));
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot start Redis in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void launch(List<String> command) throws IOException {
        if (!Programs.WINDOWS) {
            if (Programs.run(log, command) != 0) {
                throw new InfrastructureFailed("Redis did not start on port %d; its log: %s".formatted(port, log));
            }
            return;
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Files.writeString(folder.resolve("redis.pid"), Long.toString(process.pid()));
    }

    private String configuration() {
        var place = quoted(folder);
        var configuration = """
                bind 127.0.0.1
                port %d
                dir %s
                save ""
                appendonly yes
                appendfsync everysec
                requirepass %s
                """.formatted(port, place, password);
        return Programs.WINDOWS ? configuration : configuration + """
                daemonize yes
                pidfile %s
                logfile %s
                """.formatted(quoted(folder.resolve("redis.pid")), quoted(log));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The newest build needs the system's OpenSSL 3; without it, the static build runs. */
    private String program() throws IOException {
        for (var name : candidates()) {
            var program = unpacked(name);
            if (Programs.run(log, List.of(program.toString(), "--version")) == 0) {
                return program.toString();
            }
        }
        throw new InfrastructureFailed("No Redis for this system runs; see " + log);
    }

    private static List<String> candidates() {
        if (Programs.WINDOWS) {
            return List.of("redis-server-5.0.14.1-windows-amd64.exe");
        }
        var arm = System.getProperty("os.arch", "").equals("aarch64");
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return List.of(arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64");
        }
        return arm ? List.of("redis-server-6.2.7-linux-arm64")
                : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
    }

    private Path unpacked(String name) throws IOException {
        var program = folder.resolve(name);
        if (!Files.exists(program)) {
            var partial = folder.resolve(name + ".part");
            copy(name, partial);
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    private static void copy(String name, Path program) throws IOException {
        try (var resource = RedisServer.class.getResourceAsStream("/" + name)) {
            Files.copy(Objects.requireNonNull(resource, name), program, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    /** Redis answers some commands before it has loaded its data. */
    private boolean serves() {
        try (var socket = Ports.connect(port)) {
            ask(socket, "PING");
            return List.of("+OK", "+PONG").equals(lines(socket, 2));
        } catch (IOException e) {
            return false;
        }
    }

    private void ask(Socket socket, String command) throws IOException {
        var login = "AUTH %s\r\n%s\r\n".formatted(password, command);
        socket.getOutputStream().write(login.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the Redis on the port answers, has our password and works in our folder. */
    private boolean isOurs() {
        try (var socket = Ports.connect(port)) {
            ask(socket, "CONFIG GET dir");
            var lines = lines(socket, 6);
            return lines.size() == 6 && Files.isSameFile(Path.of(lines.getLast()), folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads that many lines, or fewer when the connection ends or the answer is an error. */
    private static List<String> lines(Socket socket, int count) throws IOException {
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var lines = new ArrayList<String>();
        for (var line = answer.readLine(); line != null; line = answer.readLine()) {
            lines.add(line);
            if (lines.size() == count || line.startsWith("-")) {
                break;
            }
        }
        return lines;
    }
}
