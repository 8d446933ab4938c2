package dev.medislot.availability.opening;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts the 8 kB pages of tables and indexes that one connection reads, whether they are in memory or not. */
final class PagesRead {

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    PagesRead(DataSource connection) {
        transaction = new TransactionTemplate(new JdbcTransactionManager(connection));
        jdbc = JdbcClient.create(connection);
    }

    long by(Runnable search) {
        return transaction.execute(_ -> {
            long before = counted();
            search.run();
            return counted() - before;
        });
    }

    /** PostgreSQL adds these counters to its statistics between transactions only. */
    private long counted() {
        return jdbc.sql("""
                select sum(pg_stat_get_xact_blocks_fetched(oid)) from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
                """).query(Long.class).single();
    }
}
