package dev.medislot.notification;

import dev.medislot.common.consumer.ReplayDeadLetters;
import dev.medislot.notification.rebuild.Projection;
import dev.medislot.notification.rebuild.RebuildProjection;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service that writes the emails. {@code rebuild contacts|bookings} and {@code replay <dead-letter topic>} as
 * arguments do that once, beside the running service.
 */
@OpenAPIDefinition(info = @Info(title = "Medislot notification", version = "v1", description = "Emails to patients and doctors, and calendar feeds."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationApplication {

    public static void main(String[] args) {
        if (args.length == 2 && args[0].equals("rebuild")) {
            try (var context = once()) {
                context.getBean(RebuildProjection.class).rebuild(Projection.valueOf(args[1].toUpperCase(Locale.ROOT)));
            }
        } else if (args.length == 2 && args[0].equals("replay")) {
            try (var context = once()) {
                var settings = context.getBean(KafkaProperties.class).buildConsumerProperties();
                var replayed = ReplayDeadLetters.replay(settings, args[1]);
                LoggerFactory.getLogger(NotificationApplication.class).info("Put {} records of {} back", replayed,
                        args[1]);
            }
        } else {
            SpringApplication.run(NotificationApplication.class, args);
        }
    }

    /** The service's settings and database, and nothing that runs by itself. */
    private static ConfigurableApplicationContext once() {
        return new SpringApplicationBuilder(NotificationApplication.class).profiles("rebuild").run("--server.port=0",
                "--server.address=127.0.0.1", "--spring.kafka.listener.auto-startup=false",
                "--spring.main.lazy-initialization=true");
    }
}
