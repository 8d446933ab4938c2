package dev.medislot.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that a killed JVM leaves running; a second server object on the same folder stands for the next JVM. */
class LeftOverTest {

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "medislot");

    /** One for all, because making a database server costs seconds. */
    @TempDir
    static Path folder;

    @Test
    void postgresIsTakenOver() {
        var port = Ports.free();
        var first = postgres(port);
        var process = first.process();

        try (var second = postgres(port)) {
            assertThat(second.process()).isPresent().isEqualTo(process);
        }
        assertThat(first.process()).isEmpty();
    }

    @Test
    void postgresMovesToAnotherPort() throws Exception {
        var first = postgres(Ports.free());
        var process = first.process().orElseThrow();
        var port = Ports.free();

        try (var second = postgres(port)) {
            assertThat(process.isAlive()).isFalse();
            try (var connection = DriverManager.getConnection(second.jdbcUrl("postgres"), PostgresServer.USER, "pw")) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void postgresComesBackAfterItWasKilled() throws Exception {
        var port = Ports.free();
        var first = postgres(port);
        first.createDatabase("kept", "keeper", "word");
        var process = first.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        try (var second = postgres(port);
                var connection = DriverManager.getConnection(second.jdbcUrl("kept"), "keeper", "word")) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void redisIsTakenOver() {
        var port = Ports.free();
        var first = redis(port);
        var process = first.process();

        try (var second = redis(port)) {
            assertThat(second.process()).isPresent().isEqualTo(process);
        }
        assertThat(first.process()).isEmpty();
    }

    @Test
    void redisOfAnotherFolderIsLeftAlone() {
        var port = Ports.free();
        try (var theirs = redis(port)) {
            assertThat(
                    failureOf(new RedisServer(folder.resolve("other"), folder.resolve("other.log"), port, "pw")::start))
                            .isPresent();
            assertThat(theirs.process()).isPresent();
        }
    }

    @Test
    void kafkaIsStoppedFirst() {
        var port = Ports.free();
        var first = kafka(port);
        var process = first.process().orElseThrow();

        try (var second = kafka(port)) {
            assertThat(process.isAlive()).isFalse();
            assertThat(second.process()).isPresent();
        }
    }

    private static PostgresServer postgres(int port) {
        var server = new PostgresServer(folder.resolve("postgres"), folder.resolve("postgres.log"), CACHE, port, "pw");
        server.start();
        return server;
    }

    private static RedisServer redis(int port) {
        var server = new RedisServer(folder.resolve("redis"), folder.resolve("redis.log"), port, "pw");
        server.start();
        return server;
    }

    private static KafkaServer kafka(int port) {
        var server = new KafkaServer(folder.resolve("kafka"), folder.resolve("kafka.log"), port, Ports.free(),
                List.of(), _ -> "pw");
        server.start();
        return server;
    }

    private static Optional<InfrastructureFailed> failureOf(Runnable start) {
        try {
            start.run();
            return Optional.empty();
        } catch (InfrastructureFailed e) {
            return Optional.of(e);
        }
    }
}
