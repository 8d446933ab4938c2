package dev.medislot.systemtests.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that PostgreSQL has run in one database since they were last forgotten. */
record Statements(Database database) {

    /** The statements of one text. */
    record Statement(String text, double calls, double planned, double micros) {

        String text(double operations) {
            return Row.text("%.2f× (planned %.2f×), %.0f µs each: %s", calls / operations, planned / operations,
                    micros / calls, text.substring(0, Math.min(150, text.length())));
        }
    }

    void forget() throws SQLException {
        database.ask("select pg_stat_statements_reset()");
    }

    List<Statement> all() throws SQLException {
        var all = new ArrayList<Statement>();
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery("""
                        select regexp_replace(left(query, 4000), '\\s+', ' ', 'g') as text, sum(calls) as calls,
                               sum(plans) as planned, sum(total_exec_time + total_plan_time) * 1000 as micros
                        from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database())
                          and query not like '%pg_stat_statements%'
                        group by 1 order by 2 desc
                        """)) {
            while (rows.next()) {
                all.add(new Statement(rows.getString("text"), rows.getDouble("calls"), rows.getDouble("planned"),
                        rows.getDouble("micros")));
            }
        }
        return all;
    }

    /** The bytes of the write-ahead log so far, of all databases. */
    double writtenAhead() throws SQLException {
        return Double.parseDouble(database.ask("select pg_current_wal_lsn() - '0/0'::pg_lsn"));
    }
}
