package dev.medislot.service.sql;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Lets {@code JdbcClient} and Spring Data repositories take our types, and turns every lost connection into one
 * exception.
 */
@AutoConfiguration(before = { JdbcTemplateAutoConfiguration.class, DataJdbcRepositoriesAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class })
class SqlSetup {

    @Bean
    NamedParameterJdbcTemplate namedParameterJdbcTemplate(JdbcTemplate jdbc) {
        return new NamedParameters(jdbc);
    }

    /** Statements and transactions use it. */
    @Bean
    SQLExceptionTranslator sqlExceptionTranslator() {
        var translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator(new LostConnections());
        return translator;
    }

    @Bean
    TransactionManagerCustomizer<JdbcTransactionManager> translatedTransactions(SQLExceptionTranslator translator) {
        return transactions -> transactions.setExceptionTranslator(translator);
    }

    @Bean
    LongStatements longStatements(JdbcTemplate jdbc) {
        return new LongStatements(jdbc);
    }

    /** Connections that wait as long as a migration takes: one that builds an index may take minutes. */
    @Bean
    FlywayConfigurationCustomizer migrationConnections(JdbcConnectionDetails database) {
        var properties = new Properties();
        properties.setProperty("user", Objects.requireNonNullElse(database.getUsername(), ""));
        properties.setProperty("password", Objects.requireNonNullElse(database.getPassword(), ""));
        properties.setProperty("logServerErrorDetail", "false");
        return flyway -> flyway.dataSource(new DriverManagerDataSource(database.getJdbcUrl(), properties));
    }

    @Bean
    MigrationRetries migrationRetries() {
        return new MigrationRetries(Duration.ofSeconds(2));
    }

    @Bean
    JdbcCustomConversions jdbcCustomConversions() {
        return JdbcCustomConversions.of(JdbcPostgresDialect.INSTANCE,
                List.of(new ReadDoctorId(), new WriteDoctorId(), new ReadPatientId(), new WritePatientId()));
    }

    @ReadingConverter
    private static final class ReadDoctorId implements Converter<UUID, DoctorId> {
        @Override
        public DoctorId convert(UUID id) {
            return new DoctorId(id);
        }
    }

    @WritingConverter
    private static final class WriteDoctorId implements Converter<DoctorId, UUID> {
        @Override
        public UUID convert(DoctorId id) {
            return id.value();
        }
    }

    @ReadingConverter
    private static final class ReadPatientId implements Converter<UUID, PatientId> {
        @Override
        public PatientId convert(UUID id) {
            return new PatientId(id);
        }
    }

    @WritingConverter
    private static final class WritePatientId implements Converter<PatientId, UUID> {
        @Override
        public UUID convert(PatientId id) {
            return id.value();
        }
    }
}
