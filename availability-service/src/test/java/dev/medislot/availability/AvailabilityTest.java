package dev.medislot.availability;

import dev.medislot.service.outbox.Outbox;
import dev.medislot.testkit.DescribedAnswers;
import dev.medislot.testkit.MovableClock;
import dev.medislot.testkit.ServiceSettings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole service over HTTP, on a real PostgreSQL and a real Kafka. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DescribedAnswers.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { ServiceSettings.SELF_REGISTRATION, ServiceSettings.TRUSTED_LICENSES,
                ServiceSettings.MANY_EDITS })
@ContextConfiguration(initializers = AvailabilityTest.Surroundings.class)
@Import(AvailabilityTest.Setup.class)
public @interface AvailabilityTest {

    class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(ServiceSettings.on("availability"))
                    .and(ServiceSettings.signingForAvailability(),
                            "medislot.staff.email=\u00a0Staff@medislot.example\u200b",
                            "medislot.staff.password=staff-password")
                    .applyTo(context);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    class Setup {

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }

        @Bean
        World world() {
            return new World();
        }

        @Bean
        BookingService bookingService(Outbox outbox, TransactionTemplate transactions) {
            return new BookingService(outbox, transactions);
        }
    }
}
