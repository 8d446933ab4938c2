package dev.medislot.service.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The timeout of statements that read whole tables, longer than that of other statements. */
public class LongStatements {

    private static final Duration MAX_DURATION = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;

    LongStatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Sets this timeout until the transaction ends; the pool then restores the usual one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void allow() {
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(MAX_DURATION.toMillis()));
            return null;
        });
    }
}
