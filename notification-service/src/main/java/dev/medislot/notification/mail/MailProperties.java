package dev.medislot.notification.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which events become mails, and how long their texts stay.
 *
 * @param oldestNews max age of an event that is mailed; an older one only updates the projection, because a service
 *     that starts without data reads years of events
 * @param kept how long the text of a mail stays after it was requested or sent again
 */
@ConfigurationProperties("medislot.notifications")
record MailProperties(@DefaultValue("7d") Duration oldestNews, @DefaultValue("90d") Duration kept) {

    MailProperties {
        if (!oldestNews.isPositive()) {
            throw new IllegalArgumentException("medislot.notifications.oldest-news must be longer than nothing");
        }
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("medislot.notifications.kept must be at least a day, not " + kept);
        }
    }
}
