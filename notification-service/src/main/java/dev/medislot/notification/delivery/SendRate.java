package dev.medislot.notification.delivery;

import static dev.medislot.service.sql.Rows.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Spreads the mails of all instances over the minute, as many as {@code medislot.delivery.per-minute} says. */
@Component
class SendRate {

    /** How far mails may run ahead of an even pace. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final DeliveryProperties settings;
    private final Clock clock;

    SendRate(JdbcClient jdbc, DeliveryProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long to wait before asking again; zero when a mail may go now. */
    Duration take() {
        if (settings.perMinute() == 0) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        var taken = jdbc.sql("""
                update mail_pace set next_at = greatest(next_at, :now) + make_interval(secs => :step)
                where next_at <= :latest
                """).param("now", now).param("step", step()).param("latest", now.plus(BURST)).update() == 1;
        return taken ? Duration.ZERO : Duration.between(now.plus(BURST), nextAt()).plusMillis(1);
    }

    void giveBack() {
        if (settings.perMinute() > 0) {
            jdbc.sql("update mail_pace set next_at = next_at - make_interval(secs => :step)")
                    .param("step", step())
                    .update();
        }
    }

    private double step() {
        return 60.0 / settings.perMinute();
    }

    private Instant nextAt() {
        return jdbc.sql("select next_at from mail_pace").query((row, _) -> instant(row, "next_at")).single();
    }
}
