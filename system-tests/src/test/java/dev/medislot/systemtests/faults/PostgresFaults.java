package dev.medislot.systemtests.faults;

import dev.medislot.infra.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Faults of PostgreSQL that meet transactions of the services, also when there are few. */
final class PostgresFaults {

    private static final String NO_SPACE = "No space left on device";
    private static final int MAX_MEGABYTES = 3_000;
    private static final Duration UNTIL_COMMITS_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PostgresServer server;
    private final String url;
    private final Path log;
    private final History history;

    /** @param url with the login of the superuser */
    PostgresFaults(PostgresServer server, String url, Path log, History history) {
        this.server = server;
        this.url = url;
        this.log = log;
        this.history = history;
    }

    void shutDown() throws InterruptedException {
        shutDown(UNTIL_COMMITS_WAIT);
    }

    /**
     * Shuts it down while commits of the booking service wait for a standby that never comes, if there are any in that
     * time. These transactions are durable, but their clients get an error.
     */
    void shutDown(Duration patience) throws InterruptedException {
        Signals.running(server.process());
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = 'never'");
            statement.execute("select pg_reload_conf()");
            history.write("shut-down", "waiting", awaitWaiting(statement, patience));
        } catch (SQLException _) {
            // the server has ended
        }
        server.stop();
        if (server.process().isPresent()) {
            throw new StrikeFailed("PostgreSQL does not shut down");
        }
    }

    /** Starts it, and lets commits wait no longer; the two statements need no commit themselves. */
    void startAfterShutDown() throws SQLException {
        server.start();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("alter system reset synchronous_standby_names");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static int awaitWaiting(Statement statement, Duration patience) throws SQLException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int waiting = 0;
        while (waiting == 0 && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            try (var rows = statement.executeQuery(
                    "select count(*) from pg_stat_activity where usename = 'booking' and wait_event = 'SyncRep'")) {
                rows.next();
                waiting = rows.getInt(1);
            }
        }
        return waiting;
    }

    /** Fills its disk, and its log of transactions, so that no transaction can commit. */
    void fill(SmallDisk disk) throws IOException {
        Signals.running(server.process());
        int before = log().length();
        disk.fill();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (int i = 0; i < MAX_MEGABYTES; i++) {
                statement.execute("select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))");
            }
        } catch (SQLException _) {
            // full
        }
        if (!log().substring(before).contains(NO_SPACE)) {
            throw new StrikeFailed("PostgreSQL still has room on its disk");
        }
    }

    private String log() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }
}
