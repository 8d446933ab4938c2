package dev.medislot.common.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events wait and for how long, as health and as metrics; {@code DEGRADED} when one is overdue. */
class OutboxHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Events wait for Kafka");

    private record Backlog(long waiting, double oldestSeconds) {
    }

    private final JdbcTemplate jdbc;
    private final OutboxProperties settings;

    OutboxHealth(JdbcTemplate jdbc, OutboxProperties settings, MeterRegistry meters) {
        super("The outbox cannot be read");
        this.jdbc = jdbc;
        this.settings = settings;
        Gauge.builder("medislot.outbox.waiting", () -> backlog().waiting())
                .description("Events stored and not yet acknowledged by Kafka").register(meters);
        Gauge.builder("medislot.outbox.oldest", () -> backlog().oldestSeconds())
                .description("Age of the oldest event that waits").baseUnit("seconds").register(meters);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var backlog = backlog();
        var overdue = backlog.oldestSeconds() > settings.overdue().toSeconds();
        health.status(overdue ? DEGRADED : Status.UP).withDetail("waiting", backlog.waiting())
                .withDetail("oldestSeconds", Math.round(backlog.oldestSeconds()));
    }

    private Backlog backlog() {
        return java.util.Objects.requireNonNull(jdbc.queryForObject("""
                select count(*) as waiting,
                       coalesce(extract(epoch from clock_timestamp() - min(stored_at)), 0) as oldest
                from outbox
                """, (row, number) -> new Backlog(row.getLong("waiting"), row.getDouble("oldest"))));
    }
}
