package dev.medislot.service;

import dev.medislot.infra.Infrastructure;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A small service on real infrastructure that has nothing but what event-kit gives it. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SmallService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceTest.Settings.class)
public @interface ServiceTest {

    class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var infrastructure = Infrastructure.shared();
            TestPropertyValues
                    .of("management.server.port=0", "spring.datasource.url=" + infrastructure.jdbcUrl("common"),
                            "spring.datasource.username=" + infrastructure.username(),
                            "spring.datasource.password=" + infrastructure.password(),
                            "spring.kafka.bootstrap-servers=" + infrastructure.kafkaBootstrapServers(),
                            "medislot.kafka.username=admin",
                            "medislot.kafka.password=" + infrastructure.kafkaPassword(),
                            // an outage is noticed sooner than in production
                            "spring.kafka.producer.properties.request.timeout.ms=1000",
                            "spring.kafka.producer.properties.delivery.timeout.ms=2000",
                            "spring.kafka.producer.properties.max.block.ms=1000")
                    .applyTo(context);
        }
    }
}
