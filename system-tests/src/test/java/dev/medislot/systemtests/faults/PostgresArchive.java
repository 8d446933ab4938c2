package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Archives a fleet's PostgreSQL and restores it to a moment, as docs/operations.md says. */
final class PostgresArchive {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Fleet fleet;
    private final Path data;
    private final Path backup;

    PostgresArchive(Fleet fleet, Path folder) throws IOException {
        this.fleet = fleet;
        this.data = folder.resolve("postgres/data");
        this.backup = Files.createDirectories(folder.resolve("backup"));
        Files.createDirectories(backup.resolve("wal"));
        Files.createDirectories(backup.resolve("wal-of-the-restored"));
    }

    /** Restarts the server once. */
    void begin() throws SQLException {
        execute("alter system set archive_mode = on");
        execute("alter system set archive_timeout = '60s'");
        execute("alter system set archive_command = '%s'".formatted(archiveCommand("wal")));
        fleet.postgres.stop();
        fleet.postgres.start();
    }

    private String archiveCommand(String name) {
        var file = backup.resolve(name);
        return "test ! -f %s/%%f && cp %%p %s/%%f.part && mv %s/%%f.part %s/%%f".formatted(file, file, file, file);
    }

    void takeBaseBackup() throws Exception {
        var base = backup.resolve("base");
        try (var connection = DriverManager.getConnection(fleet.jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('base', fast => true)");
            copy(data, base);
            Files.delete(base.resolve("postmaster.pid"));
            try (var label = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                assertThat(label.next()).isTrue();
                Files.writeString(base.resolve("backup_label"), label.getString(1));
            }
        }
    }

    /** The present time on the server's clock. */
    String now() throws SQLException {
        return query("select clock_timestamp()");
    }

    /** Puts the base backup in the place of the data; no service runs. */
    void restoreTo(String moment) throws Exception {
        var segment = backup.resolve("wal").resolve(query("select pg_walfile_name(pg_current_wal_lsn())"));
        execute("select pg_switch_wal()");
        await("the archive").atMost(PATIENCE).until(() -> Files.exists(segment));
        fleet.postgres.stop();
        Files.move(data, data.resolveSibling("data.damaged"));
        copy(backup.resolve("base"), data);
        Files.createFile(data.resolve("recovery.signal"));
        Files.writeString(data.resolve("postgresql.auto.conf"), """
                restore_command = 'cp %s/%%f %%p'
                archive_command = '%s'
                recovery_target_time = '%s'
                recovery_target_action = 'promote'
                """.formatted(backup.resolve("wal"), archiveCommand("wal-of-the-restored"), moment),
                StandardOpenOption.APPEND);
        fleet.postgres.start();
        await("the end of the recovery").atMost(PATIENCE).until(() -> query("select pg_is_in_recovery()").equals("f"));
    }

    private void execute(String sql) throws SQLException {
        fleet.execute("postgres", sql);
    }

    private String query(String sql) throws SQLException {
        return fleet.query("postgres", sql);
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start().waitFor()).isZero();
    }
}
