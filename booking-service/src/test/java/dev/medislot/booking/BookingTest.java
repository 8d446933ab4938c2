package dev.medislot.booking;

import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.DescribedAnswers;
import dev.medislot.testkit.MovableClock;
import dev.medislot.testkit.ServiceSettings;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on real infrastructure, with a clock that can be put forward. */
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DescribedAnswers.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = BookingTest.Settings.class)
@Import({ StoredClinic.class, MovableClock.class })
public @interface BookingTest {

    class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(properties("booking")).applyTo(context);
        }

        public static List<String> properties(String database) {
            return Stream.concat(ServiceSettings.on(database).stream(),
                    Stream.of(ServiceSettings.signingForAvailability(), ServiceSettings.signingForBooking(),
                            "spring.kafka.consumer.group-id=booking-service." + database,
                            "medislot.redis.url=" + Infrastructure.shared().redisUrl()))
                    .toList();
        }
    }
}
