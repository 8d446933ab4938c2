package dev.medislot.service.sql;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Recognizes the failures of a lost connection, of a server that refuses to write, or of a statement that was prepared
 * before a migration, that Spring does not know; returns null for all others.
 */
final class LostConnections implements SQLExceptionTranslator {

    /**
     * The transaction was idle for too long, the server is a standby, the statement is closed, or its plan is from
     * before a migration; the next attempt prepares it again.
     */
    private static final Set<String> STATES = Set.of("25P03", "25006", "55000", "0A000");

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException e) {
        // PostgreSQL's driver names a state in every exception; the connection pool names none
        return e.getSQLState() == null || STATES.contains(e.getSQLState())
                ? new DataAccessResourceFailureException(task, e)
                : null;
    }
}
