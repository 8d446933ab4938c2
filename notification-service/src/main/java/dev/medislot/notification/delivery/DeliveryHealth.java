package dev.medislot.notification.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many mails wait and for how long, as health and as metrics; {@code DEGRADED} when one is overdue. */
@Component("deliveries")
class DeliveryHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Mails wait for the SMTP server");

    private record Backlog(long waiting, double oldestSeconds) {
    }

    private final JdbcClient db;
    private final DeliveryProperties settings;

    DeliveryHealth(JdbcClient db, DeliveryProperties settings, MeterRegistry meters) {
        super("The mails cannot be read");
        this.db = db;
        this.settings = settings;
        Gauge.builder("medislot.mails.waiting", () -> backlog().waiting()).description("Mails stored and not yet sent")
                .register(meters);
        Gauge.builder("medislot.mails.oldest", () -> backlog().oldestSeconds())
                .description("Age of the oldest mail that waits").baseUnit("seconds").register(meters);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var backlog = backlog();
        var overdue = backlog.oldestSeconds() > settings.overdue().toSeconds();
        health.status(overdue ? DEGRADED : Status.UP).withDetail("waiting", backlog.waiting())
                .withDetail("oldestSeconds", Math.round(backlog.oldestSeconds()));
    }

    private Backlog backlog() {
        return db.sql("""
                select count(*) as waiting,
                       coalesce(extract(epoch from clock_timestamp() - min(coalesce(resent_at, created_at))), 0)::float8
                           as oldest_seconds
                from notification where status = 'PENDING'
                """).query(Backlog.class).single();
    }
}
