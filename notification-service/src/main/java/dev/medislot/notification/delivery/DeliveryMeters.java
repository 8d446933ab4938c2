package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.Mail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts what becomes of mails. */
@Component
class DeliveryMeters {

    private final Timer storedToSent;
    private final Counter failures;
    private final Counter refusals;
    private final Clock clock;

    DeliveryMeters(MeterRegistry meters, Clock clock) {
        this.storedToSent = Timer.builder("medislot.mails.latency")
                .description("From a mail stored to accepted by the SMTP server")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.failures = Counter.builder("medislot.mails.failures")
                .description("Attempts to send that will be repeated")
                .register(meters);
        this.refusals = Counter.builder("medislot.mails.refusals")
                .description("Mails refused for good")
                .register(meters);
        this.clock = clock;
    }

    void sent(Mail mail) {
        storedToSent.record(Duration.between(mail.wantedSince(), clock.instant()));
    }

    void failed() {
        failures.increment();
    }

    void refused() {
        refusals.increment();
    }
}
