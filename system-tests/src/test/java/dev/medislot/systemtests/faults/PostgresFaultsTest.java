package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Ports;
import dev.medislot.infra.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresFaultsTest {

    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static PostgresFaults faults;
    private static History history;

    @BeforeAll
    static void start() {
        var log = folder.resolve("postgres.log");
        server = new PostgresServer(folder, log, Path.of(System.getProperty("user.home"), ".cache", "medislot"),
                Ports.free(), PASSWORD);
        server.start();
        server.createDatabase("booking", "booking", PASSWORD);
        history = new History(folder.resolve("history.jsonl"));
        faults = new PostgresFaults(server,
                "%s?user=%s&password=%s".formatted(server.jdbcUrl("postgres"), PostgresServer.USER, PASSWORD), log,
                history);
    }

    @AfterAll
    static void stop() {
        server.close();
        history.close();
    }

    @BeforeEach
    void noVisits() throws SQLException {
        execute("drop table if exists visit");
        execute("create table visit (id int)");
    }

    @Test
    void aRestartInACommitKeepsTheTransaction() throws Exception {
        var acknowledged = new FutureTask<>(PostgresFaultsTest::insertUntilAnError);
        Thread.ofVirtual().start(acknowledged);

        faults.shutDown();
        assertThat(waiting()).endsWith("\"waiting\":1}");

        faults.startAfterShutDown();
        assertThat(visits()).isEqualTo(acknowledged.get() + 1);
        execute("insert into visit values (2)");
        assertThat(settings()).isEmpty();
    }

    /** Returns the number of transactions whose commit was acknowledged. */
    private static int insertUntilAnError() throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement()) {
            for (int acknowledged = 0;; acknowledged++) {
                try {
                    statement.execute("insert into visit values (1)");
                } catch (SQLException _) {
                    return acknowledged;
                }
            }
        }
    }

    @Test
    void aServerWithoutCommitsShutsDownToo() throws Exception {
        faults.shutDown(Duration.ZERO);
        assertThat(server.process()).isEmpty();
        assertThat(waiting()).endsWith("\"waiting\":0}");

        faults.startAfterShutDown();

        execute("insert into visit values (1)");
        assertThat(visits()).isEqualTo(1);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("booking") + "?socketTimeout=30", "booking", PASSWORD);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int visits() throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from visit")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** The lines of the setting that {@code alter system} has written. */
    private static List<String> settings() throws IOException {
        return Files.readAllLines(folder.resolve("data/postgresql.auto.conf"))
                .stream()
                .filter(line -> line.startsWith("synchronous_standby_names"))
                .toList();
    }

    private static String waiting() throws IOException {
        return Files.readAllLines(folder.resolve("history.jsonl")).getLast();
    }
}
