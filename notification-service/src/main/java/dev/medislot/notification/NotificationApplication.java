package dev.medislot.notification;

import dev.medislot.common.consumer.ReplayDeadLetters;
import dev.medislot.notification.rebuild.RebuildProjection;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service that writes the emails. {@code rebuild contacts|bookings} and {@code replay <dead-letter topic>} as
 * arguments do that once, beside the running service; other words are refused with exit status 2.
 */
@OpenAPIDefinition(info = @Info(title = "Medislot notification", version = "v1", description = "Emails to patients and doctors, and calendar feeds."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationApplication {

    private static final int MISUSED = 2;

    public static void main(String[] args) {
        switch (Command.of(args)) {
            case Command.Serve() -> SpringApplication.run(NotificationApplication.class, args);
            case Command.Rebuild(var projection) -> {
                try (var context = once()) {
                    context.getBean(RebuildProjection.class).rebuild(projection);
                }
            }
            case Command.RebuildAndForget() -> {
                try (var context = once()) {
                    context.getBean(RebuildProjection.class).rebuildContactsAndForget();
                }
            }
            case Command.Replay(var deadLetters) -> replay(deadLetters);
            case Command.Misuse(var why) -> misused(why);
        }
    }

    private static void replay(String deadLetters) {
        try (var context = once()) {
            var settings = context.getBean(KafkaProperties.class).buildConsumerProperties();
            var replayed = ReplayDeadLetters.replay(settings, deadLetters);
            LoggerFactory.getLogger(NotificationApplication.class).info("Put {} records of {} back", replayed,
                    deadLetters);
        } catch (IllegalArgumentException e) {
            misused(String.valueOf(e.getMessage()));
        }
    }

    private static void misused(String why) {
        System.err.println(why);
        System.exit(MISUSED);
    }

    /** The service's settings and database, and nothing that runs by itself. */
    private static ConfigurableApplicationContext once() {
        return new SpringApplicationBuilder(NotificationApplication.class).profiles("rebuild").run("--server.port=0",
                "--server.address=127.0.0.1", "--spring.kafka.listener.auto-startup=false",
                "--spring.main.lazy-initialization=true");
    }
}
