package dev.medislot.service.sql;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets named parameters be of our types: typed ids, instants, zones, enums by name, and collections of them. Every
 * {@code JdbcClient} of a service works through it.
 */
public class NamedParameters extends NamedParameterJdbcTemplate {

    private record Converted(SqlParameterSource source) implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return source.hasValue(name);
        }

        @Override
        public @Nullable Object getValue(String name) {
            return converted(source.getValue(name));
        }

        /** Returns a type only for nulls, for which PostgreSQL needs one; the driver knows the types of values. */
        @Override
        public int getSqlType(String name) {
            return source.getValue(name) == null ? source.getSqlType(name) : TYPE_UNKNOWN;
        }
    }

    NamedParameters(JdbcOperations jdbc) {
        super(jdbc);
    }

    /** A client for a database without an application context. */
    public static JdbcClient client(JdbcOperations jdbc) {
        return JdbcClient.create(new NamedParameters(jdbc));
    }

    @Override
    protected PreparedStatementCreator getPreparedStatementCreator(String sql, SqlParameterSource parameters,
            @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
        return super.getPreparedStatementCreator(sql, new Converted(parameters), customizer);
    }

    private static @Nullable Object converted(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case DoctorId doctor -> doctor.value();
            case PatientId patient -> patient.value();
            case ZoneId zone -> zone.getId();
            case Enum<?> constant -> constant.name();
            case Collection<?> several -> several.stream().map(NamedParameters::converted).toList();
            case null, default -> value;
        };
    }
}
