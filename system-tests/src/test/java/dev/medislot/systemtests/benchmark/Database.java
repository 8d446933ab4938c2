package dev.medislot.systemtests.benchmark;

import dev.medislot.infra.Infrastructure;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A service's database, for what a benchmark makes and counts there. */
record Database(String url, String user, String password) {

    static Database of(Infrastructure infrastructure, String name) {
        return new Database(infrastructure.jdbcUrl(name), infrastructure.username(), infrastructure.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    void run(String sql, Object... values) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** The first column of the first row. */
    String ask(String sql, Object... values) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** The application names of all connections by their ports. */
    Map<String, String> pools() throws SQLException {
        var pools = new HashMap<String, String>();
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery("""
                        select client_port, application_name from pg_stat_activity
                        where datname = current_database() and client_port is not null
                        """)) {
            while (rows.next()) {
                pools.put(rows.getString(1), rows.getString(2));
            }
        }
        return pools;
    }

    URI server() {
        return URI.create(url.substring("jdbc:".length()));
    }
}
