package dev.medislot.service.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The limit of statements that read whole tables: they may take longer than an answer is otherwise waited for. */
public class LongStatements {

    private static final Duration MAX_DURATION = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;

    LongStatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Allows them until the transaction ends; the pool gives its connection the usual limit back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void allow() {
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(MAX_DURATION.toMillis()));
            return null;
        });
    }
}
