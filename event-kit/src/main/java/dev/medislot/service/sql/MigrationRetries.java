package dev.medislot.service.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/** Tries a migration again after it lost a lock to a running instance; PostgreSQL has rolled it back. */
final class MigrationRetries implements FlywayMigrationStrategy, RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationRetries.class);
    /** A deadlock, and a lock that was not free in time. */
    private static final Set<String> LOST_LOCKS = Set.of("40P01", "55P03");
    private static final int MAX_RETRIES = 5;

    private final RetryTemplate retries;

    MigrationRetries(Duration pause) {
        retries = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(MAX_RETRIES)
                .delay(pause)
                .predicate(MigrationRetries::isLostLock)
                .build());
        retries.setRetryListener(this);
    }

    @Override
    public void migrate(Flyway flyway) {
        retries.invoke(() -> {
            flyway.migrate();
        });
    }

    @Override
    public void beforeRetry(RetryPolicy policy, Retryable<?> migration, RetryState state) {
        LOG.warn("The migration lost a lock to another transaction (SQLSTATE {}), retry {} of {}",
                sqlState(state.getLastException()), state.getRetryCount(), MAX_RETRIES);
    }

    private static boolean isLostLock(Throwable failure) {
        return LOST_LOCKS.contains(sqlState(failure));
    }

    /** Returns an empty text if PostgreSQL is not the cause. */
    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
                return refusal.getSQLState();
            }
        }
        return "";
    }
}
