package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.medislot.infra.Infrastructure;
import dev.medislot.service.ServiceTest;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** With a pool of one connection, the one that has the old plan. */
@ServiceTest
@TestPropertySource(properties = "spring.datasource.hikari.maximum-pool-size=1")
class OldPlanTest {

    private static final int UNTIL_PREPARED = 6;

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aPlanFromBeforeAMigrationIsTriedAgain() {
        jdbc.sql("create table planned as select 1 as id").update();
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < UNTIL_PREPARED; i++) {
                assertThat(columns()).isEqualTo(1);
            }
        });
        migrate("alter table planned add column name text");

        var failure = new AtomicReference<Throwable>();
        // the pool throws the connection away, so the commit fails too
        assertThatException()
                .isThrownBy(() -> transaction.executeWithoutResult(_ -> failure.set(catchThrowable(this::columns))));
        assertThat(failure.get()).isInstanceOf(DataAccessResourceFailureException.class)
                .hasStackTraceContaining("cached plan must not change result type");
        transaction.executeWithoutResult(_ -> assertThat(columns()).isEqualTo(2));
    }

    /** On a connection of its own, as a new instance does. */
    private static void migrate(String sql) {
        var infrastructure = Infrastructure.shared();
        new JdbcTemplate(new DriverManagerDataSource(infrastructure.jdbcUrl("common"), infrastructure.username(),
                infrastructure.password())).execute(sql);
    }

    private int columns() {
        return jdbc.sql("select * from planned").query().singleRow().size();
    }
}
