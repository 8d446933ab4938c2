package dev.medislot.service;

import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A small service on real infrastructure that has nothing but what service-kit gives it. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SmallService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceTest.Settings.class)
public @interface ServiceTest {

    class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var folder = Files.createTempDirectory("token-keys");
                var availability = TokenKeys.in(folder, "availability");
                var booking = TokenKeys.in(folder, "booking");
                var infrastructure = Infrastructure.shared();
                TestPropertyValues
                        .of("management.server.port=0", "spring.datasource.url=" + infrastructure.jdbcUrl("common"),
                                "spring.datasource.username=" + infrastructure.username(),
                                "spring.datasource.password=" + infrastructure.password(),
                                "spring.kafka.bootstrap-servers=" + infrastructure.kafkaBootstrapServers(),
                                "medislot.kafka.username=admin",
                                "medislot.kafka.password=" + infrastructure.kafkaPassword(),
                                "medislot.tokens.availability-public-key=file:" + availability.publicKey(),
                                "medislot.tokens.availability-private-key=file:" + availability.privateKey(),
                                "medislot.tokens.booking-public-key=file:" + booking.publicKey(),
                                "medislot.tokens.booking-private-key=file:" + booking.privateKey())
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
