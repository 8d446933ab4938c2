package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.DueMails;
import dev.medislot.service.outbox.BacklogHealth;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * The mails that wait. Those of kinds that only a newer release sends wait for an upgrade, so they are a detail of
 * their own and never overdue.
 */
@Component("deliveries")
final class DeliveryHealth extends BacklogHealth {

    private final DueMails mails;

    DeliveryHealth(DueMails mails, DeliveryProperties settings, MeterRegistry meters) {
        super("medislot.mails", "Mails", mails::backlog, settings.overdue(), meters);
        this.mails = mails;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        super.doHealthCheck(health);
        health.withDetail("ofUnknownKinds", mails.waitingOfUnknownKinds());
    }
}
