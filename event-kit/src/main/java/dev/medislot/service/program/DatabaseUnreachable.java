package dev.medislot.service.program;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains in a few lines that a service did not start because its database is unreachable or refuses the login. */
final class DatabaseUnreachable extends AbstractFailureAnalyzer<SQLException> {

    /** SQL states: no connection, no access, no such database, too many connections, server starting or stopping. */
    private static final Pattern UNREACHABLE = Pattern.compile("08...|28...|3D000|53300|57P0[123]");

    private final Environment environment;

    DatabaseUnreachable(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        var state = cause.getSQLState();
        if (state == null || !UNREACHABLE.matcher(state).matches()) {
            return null;
        }
        return new FailureAnalysis(
                "The database at %s does not answer, or does not let this service in:%n%n%s".formatted(address(),
                        reason(cause)),
                "Start it, or correct spring.datasource.url, .username and .password (as environment variables "
                        + "SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD).",
                failure);
    }

    /** Leaves out the parts that may contain a password. */
    private String address() {
        return environment.getProperty("spring.datasource.url", "an unknown address")
                .replaceFirst("\\?.*", "")
                .replaceFirst("//.*@", "//");
    }

    /** The innermost message: the one of a connection pool only says that there is no connection. */
    private static @Nullable String reason(SQLException cause) {
        var reason = cause.getMessage();
        for (var inner = cause.getCause(); inner != null; inner = inner.getCause()) {
            if (inner instanceof SQLException) {
                reason = inner.getMessage();
            }
        }
        return reason;
    }
}
