package dev.medislot.notification.delivery;

import dev.medislot.service.outbox.Backlog;
import dev.medislot.service.outbox.BacklogHealth;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DeliverySetup {

    @Bean("deliveries")
    BacklogHealth deliveries(JdbcClient jdbc, DeliveryProperties settings, MeterRegistry meters) {
        return new BacklogHealth("medislot.mails", "Mails", () -> jdbc.sql("""
                select count(*) as waiting,
                       coalesce(extract(epoch from clock_timestamp() - min(coalesce(resent_at, created_at))), 0)::float8
                           as oldest_seconds
                from notification where status = 'PENDING'
                """).query(Backlog.class).single(), settings.overdue(), meters);
    }
}
