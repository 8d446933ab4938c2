package dev.medislot.notification;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReplayDeadLetters;
import dev.medislot.service.program.Command;
import dev.medislot.service.program.Misuse;
import dev.medislot.service.program.Program;
import dev.medislot.service.projection.RebuildCommand;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;

/** The service that writes the emails; its program also rebuilds its projections and replays dead letters. */
@OpenAPIDefinition(
        tags = { @Tag(name = "Notifications", description = "The mails to patients and doctors"),
                @Tag(name = "Calendar feeds", description = "Private addresses that calendar programs follow"),
                @Tag(name = "Reminders",
                        description = "The link with which a reminder's reader switches reminders off") },
        info = @Info(title = "Medislot notification",
                description = "Emails to patients and doctors, and calendar feeds."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationApplication {

    public static void main(String[] args) {
        Program.run(NotificationApplication.class, args, RebuildCommand.of(Topics.CONTACTS),
                RebuildCommand.forgetting(Topics.CONTACTS), RebuildCommand.of(Topics.BOOKINGS),
                new Command("replay <dead-letter topic>", NotificationApplication::checkName,
                        NotificationApplication::replay));
    }

    /** Refuses a name that no dead-letter topic has; whether the topic exists, only Kafka knows. */
    static void checkName(String deadLetters) {
        var known = Topics.ALL.stream().anyMatch(topic -> deadLetters.startsWith(topic + "."));
        if (!known || !deadLetters.endsWith(Topics.DEAD_LETTERS)) {
            throw new Misuse("Not a dead-letter topic: %s; these are named <topic>.<group>%s, with a topic of: %s"
                    .formatted(deadLetters, Topics.DEAD_LETTERS, String.join(", ", new TreeSet<>(Topics.ALL))));
        }
    }

    private static void replay(ApplicationContext service, String deadLetters) {
        try {
            var settings = service.getBean(KafkaProperties.class).buildConsumerProperties();
            var replayed = ReplayDeadLetters.replay(settings, deadLetters);
            LoggerFactory.getLogger(NotificationApplication.class)
                    .info("Put {} records of {} back", replayed, deadLetters);
        } catch (IllegalArgumentException e) {
            throw new Misuse(String.valueOf(e.getMessage()), e);
        }
    }
}
