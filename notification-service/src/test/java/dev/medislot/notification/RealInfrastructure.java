package dev.medislot.notification;

import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points the service to the infrastructure of this JVM, and lets tests sign everybody's tokens. */
class RealInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var infra = Infrastructure.shared();
        var alone = context.getEnvironment().matchesProfiles("alone");
        var availability = keys("availability");
        var booking = keys("booking");
        TestPropertyValues.of("spring.datasource.url=" + infra.jdbcUrl("notification"),
                "spring.datasource.username=" + infra.username(), "spring.datasource.password=" + infra.password(),
                "spring.kafka.bootstrap-servers=" + (alone ? "127.0.0.1:1" : infra.kafkaBootstrapServers()),
                "spring.mail.host=" + infra.smtpHost(), "spring.mail.port=" + (alone ? 1 : infra.smtpPort()),
                "medislot.delivery.first-retry=100ms", "medislot.reminder-check=300ms",
                "medislot.delivery.longest-retry=1s",
                "medislot.tokens.availability-private-key=" + availability.privateKey().toUri(),
                "medislot.tokens.availability-public-key=" + availability.publicKey().toUri(),
                "medislot.tokens.booking-private-key=" + booking.privateKey().toUri(),
                "medislot.tokens.booking-public-key=" + booking.publicKey().toUri()).applyTo(context);
    }

    private static TokenKeys keys(String name) {
        try {
            return TokenKeys.in(Files.createTempDirectory("token-keys"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
