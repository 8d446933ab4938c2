package dev.medislot.availability.schedule;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Runs work on one instance at a time: the holder of PostgreSQL's advisory lock of that name. */
@Component
class OneInstance {

    private final DataSource database;

    OneInstance(DataSource database) {
        this.database = database;
    }

    /** Returns false when another instance holds the lock. A crash closes the connection and so releases the lock. */
    boolean run(String name, Runnable work) {
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))");
                var unlock = connection.prepareStatement("select pg_advisory_unlock(hashtextextended(?, 0))")) {
            lock.setString(1, name);
            try (var row = lock.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
            try {
                work.run();
            } finally {
                unlock.setString(1, name);
                Objects.requireNonNull(unlock.executeQuery()).close();
            }
            return true;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The lock could not be taken or given back", e);
        }
    }
}
