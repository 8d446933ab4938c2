package dev.medislot.notification;

import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.ServiceSettings;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points the service to the infrastructure of this JVM, and lets tests sign all callers' tokens. */
class RealInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var infra = Infrastructure.shared();
        var alone = context.getEnvironment().matchesProfiles("alone");
        TestPropertyValues.of(ServiceSettings.on("notification"))
                .and(ServiceSettings.signingForAvailability(), ServiceSettings.signingForBooking(),
                        "spring.mail.host=" + infra.smtpHost(), "spring.mail.port=" + (alone ? 1 : infra.smtpPort()),
                        "medislot.delivery.first-retry=100ms", "medislot.reminder-check=300ms",
                        "medislot.delivery.longest-retry=1s", "medislot.openings.url=" + OpeningsStub.URL,
                        "medislot.openings.pause=100ms")
                .and(alone ? new String[] { "spring.kafka.bootstrap-servers=127.0.0.1:1" } : new String[0])
                .applyTo(context);
    }
}
