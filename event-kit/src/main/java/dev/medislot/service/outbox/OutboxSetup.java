package dev.medislot.service.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service its {@link Outbox}; the tables come with the migrations in {@code db/common}. */
@AutoConfiguration(
        after = { KafkaAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, FlywayAutoConfiguration.class },
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxSetup {

    @Bean
    Outbox outbox(JdbcTemplate jdbc, OutboxRelay relay, TraceParents traceParents, Clock clock) {
        return new Outbox(jdbc, relay, traceParents, clock);
    }

    @Bean(destroyMethod = "close")
    RelayConnections outboxRelayConnections(JdbcConnectionDetails database, OutboxProperties settings) {
        return new RelayConnections(database, settings.relays());
    }

    @Bean
    OutboxRelay outboxRelay(RelayConnections connections, ProducerFactory<?, ?> producers, OutboxProperties settings,
            @Value("${spring.application.name}") String service, MeterRegistry meters) {
        @SuppressWarnings("unchecked")
        var kafka = new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
        kafka.setProducerListener(new ProducerListener<>() {
            // the relay logs the failures itself
        });
        return new OutboxRelay(new JdbcTemplate(connections.pool), connections.transaction, kafka, settings, service,
                meters);
    }

    @Bean
    BacklogHealth outboxHealthIndicator(@Qualifier("dataSource") DataSource database, OutboxProperties settings,
            MeterRegistry meters) {
        var db = JdbcClient.create(database);
        return new BacklogHealth("medislot.outbox", "Events", () -> db.sql("""
                select count(*) as waiting,
                       coalesce(extract(epoch from clock_timestamp() - min(stored_at)), 0)::float8 as oldest_seconds
                from outbox
                """).query(Backlog.class).single(), settings.overdue(), meters);
    }

    /** The relay's own connection pool. It is not a DataSource bean, so Spring Boot does not inject it elsewhere. */
    static final class RelayConnections implements AutoCloseable {

        /** After a crash a lost delete only repeats events, so commits need not wait for the disk. */
        private static final String SESSION = """
                set idle_in_transaction_session_timeout = '1min';
                set synchronous_commit = off;
                set plan_cache_mode = force_generic_plan
                """;

        /** Equal to the limit of the service's own pool, because the driver keeps the last limit for all pools. */
        private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

        private final HikariDataSource pool;
        private final TransactionTemplate transaction;

        RelayConnections(JdbcConnectionDetails database, int relays) {
            var config = new HikariConfig();
            config.setPoolName("outbox");
            config.addDataSourceProperty("ApplicationName", "outbox");
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("socketTimeout", "12");
            config.setJdbcUrl(database.getJdbcUrl());
            config.setUsername(database.getUsername());
            config.setPassword(database.getPassword());
            config.setMaximumPoolSize(relays);
            config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
            config.setConnectionInitSql(SESSION);
            config.setInitializationFailTimeout(-1);
            this.pool = new HikariDataSource(config);
            this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
