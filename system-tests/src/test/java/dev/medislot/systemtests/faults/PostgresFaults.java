package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Faults of PostgreSQL that meet transactions of the services, also when there are few. */
final class PostgresFaults {

    private static final String NO_SPACE = "No space left on device";
    private static final int MAX_MEGABYTES = 3_000;
    private static final Duration UNTIL_HELD = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Fleet fleet;
    private final History history;

    PostgresFaults(Fleet fleet, History history) {
        this.fleet = fleet;
        this.history = history;
    }

    /** Shuts it down while a transaction of the booking service waits for a lock, if there is one in that time. */
    void shutDown() throws InterruptedException {
        Signals.running(fleet.postgres.process());
        try (var connection = DriverManager.getConnection(fleet.jdbcUrl("booking"));
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set lock_timeout = '5s'");
            statement.execute("lock table booking in share mode");
            history.write("shut-down", "waiting", awaitWaiting(statement));
            fleet.postgres.stop();
        } catch (SQLException _) {
            // no lock, or the connection has ended with the server
        }
        fleet.postgres.stop();
        if (fleet.postgres.process().isPresent()) {
            throw new StrikeFailed("PostgreSQL does not shut down");
        }
    }

    private static int awaitWaiting(Statement statement) throws SQLException, InterruptedException {
        long end = System.nanoTime() + UNTIL_HELD.toNanos();
        int waiting = 0;
        while (waiting == 0 && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            try (var rows = statement.executeQuery(
                    "select count(*) from pg_locks where not granted and relation = 'booking'::regclass")) {
                rows.next();
                waiting = rows.getInt(1);
            }
        }
        return waiting;
    }

    /** Fills its disk, and its log of transactions, so that no transaction can commit. */
    void fill(SmallDisk disk) throws IOException {
        Signals.running(fleet.postgres.process());
        int before = log().length();
        disk.fill();
        try (var connection = DriverManager.getConnection(fleet.jdbcUrl("postgres"));
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
        return Files.readString(fleet.postgresLog(), StandardCharsets.ISO_8859_1);
    }
}
