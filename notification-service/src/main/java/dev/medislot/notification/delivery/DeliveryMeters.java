package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.Mail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts sent, failed and refused mails, and the time from stored to accepted. */
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
        this.failures = counter(meters, "medislot.mails.failures", "Attempts to send that will be repeated");
        this.refusals = counter(meters, "medislot.mails.refusals", "Mails refused for good");
        this.clock = clock;
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
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
