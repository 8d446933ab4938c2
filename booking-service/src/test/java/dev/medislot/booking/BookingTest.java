package dev.medislot.booking;

import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on real infrastructure, with a clock that can be put forward. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = BookingTest.Settings.class)
@Import({ Clinic.class, MovableClock.class })
public @interface BookingTest {

    class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private static final Path KEYS = keys();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(properties("booking")).applyTo(context);
        }

        public static List<String> properties(String database) {
            var availability = TokenKeys.in(KEYS, "availability");
            var booking = TokenKeys.in(KEYS, "booking");
            var infrastructure = Infrastructure.shared();
            return List.of("spring.datasource.url=" + infrastructure.jdbcUrl(database),
                    "spring.datasource.username=" + infrastructure.username(),
                    "spring.datasource.password=" + infrastructure.password(),
                    "spring.kafka.bootstrap-servers=" + infrastructure.kafkaBootstrapServers(),
                    "spring.kafka.consumer.group-id=booking-service." + database,
                    "medislot.redis.url=" + infrastructure.redisUrl(),
                    "medislot.tokens.availability-public-key=file:" + availability.publicKey(),
                    "medislot.tokens.availability-private-key=file:" + availability.privateKey(),
                    "medislot.tokens.booking-public-key=file:" + booking.publicKey(),
                    "medislot.tokens.booking-private-key=file:" + booking.privateKey());
        }

        private static Path keys() {
            try {
                return Files.createTempDirectory("token-keys");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
