package dev.medislot.notification.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which events become mails.
 *
 * @param oldestNews max age of an event that is mailed; an older one only updates the projection, because a service
 *     that starts without data reads years of events
 */
@ConfigurationProperties("medislot.notifications")
record MailProperties(@DefaultValue("7d") Duration oldestNews) {

    MailProperties {
        if (!oldestNews.isPositive()) {
            throw new IllegalArgumentException("medislot.notifications.oldest-news must be longer than nothing");
        }
    }
}
