package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.medislot.infra.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class MigrationRetriesTest {

    private final MigrationRetries retries = new MigrationRetries(Duration.ofMillis(1));
    private final AtomicInteger failures = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void aMigrationWaitsForALockOfAnotherTransaction(CapturedOutput output) throws Exception {
        var database = database("locked");
        new JdbcTemplate(database).execute("create table busy (id int)");
        migration("set lock_timeout = '50ms'; alter table busy add column name text");

        try (var other = database.getConnection()) {
            lock(other);
            retries.migrate(flyway(database, failed -> {
                if (failed == 2) {
                    other.rollback();
                }
            }));
        }

        assertThat(failures).hasValue(2);
        assertThat(output).contains("SQLSTATE 55P03), retry 1 of 5").contains("SQLSTATE 55P03), retry 2 of 5");
        assertThat(new JdbcTemplate(database).queryForList("select name from busy")).isEmpty();
    }

    @Test
    void aLostDeadlockIsTriedAgain(CapturedOutput output) throws Exception {
        var database = database("deadlocked");
        migration("do $$ begin if to_regclass('over') is null then "
                + "raise 'deadlock detected' using errcode = '40P01'; end if; end $$");

        retries.migrate(flyway(database, _ -> new JdbcTemplate(database).execute("create table over (id int)")));

        assertThat(failures).hasValue(1);
        assertThat(output).contains("SQLSTATE 40P01), retry 1 of 5").doesNotContain("retry 2 of");
    }

    @Test
    void aLockThatIsNeverFreeEndsTheStart() throws Exception {
        var database = database("held");
        new JdbcTemplate(database).execute("create table busy (id int)");
        migration("set lock_timeout = '50ms'; alter table busy add column name text");

        try (var other = database.getConnection()) {
            lock(other);
            assertThatException().isThrownBy(() -> retries.migrate(flyway(database, _ -> {})))
                    .withStackTraceContaining("lock timeout");
        }

        assertThat(failures).hasValue(6);
    }

    @Test
    void anotherFailureIsNotTriedAgain() throws Exception {
        migration("alter table missing add column name text");

        assertThatException().isThrownBy(() -> retries.migrate(flyway(database("missing"), _ -> {})))
                .withStackTraceContaining("\"missing\" does not exist");

        assertThat(failures).hasValue(1);
    }

    private static DataSource database(String name) {
        var infrastructure = Infrastructure.shared();
        return new DriverManagerDataSource(infrastructure.jdbcUrl("migration_" + name), infrastructure.username(),
                infrastructure.password());
    }

    private void migration(String sql) throws IOException {
        Files.writeString(folder.resolve("V1__change.sql"), sql + ";");
    }

    private static void lock(Connection other) throws SQLException {
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("lock table busy in access share mode");
        }
    }

    @FunctionalInterface
    private interface AfterFailure {
        void run(int failures) throws SQLException;
    }

    private Flyway flyway(DataSource database, AfterFailure afterFailure) {
        return Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + folder)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .callbacks(new Failures(afterFailure))
                .load();
    }

    private final class Failures implements Callback {

        private final AfterFailure afterFailure;

        Failures(AfterFailure afterFailure) {
            this.afterFailure = afterFailure;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE_ERROR;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                afterFailure.run(failures.incrementAndGet());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String getCallbackName() {
            return "failures";
        }
    }
}
