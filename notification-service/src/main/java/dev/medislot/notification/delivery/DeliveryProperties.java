package dev.medislot.notification.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stored mails reach the SMTP server.
 *
 * @param senders threads of this instance, each with a connection to the database and one to the SMTP server
 * @param poll how often to look for mails that nobody announced
 * @param perMinute how many mails all instances together hand over in a minute; 0 for as many as come
 * @param firstRetry how long to rest after the first failure; doubled with each further one
 * @param longestRetry the longest such rest
 * @param giveUpAfter how long a mail that the server keeps deferring is tried
 * @param overdue when a waiting mail makes the health {@code DEGRADED}
 */
@ConfigurationProperties("medislot.delivery")
record DeliveryProperties(@DefaultValue("2") int senders, @DefaultValue("1s") Duration poll,
        @DefaultValue("0") int perMinute, @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("1m") Duration longestRetry, @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("2m") Duration overdue) {

    DeliveryProperties {
        if (senders < 1 || senders > 12) {
            throw new IllegalArgumentException("medislot.delivery.senders must be 1 to 12");
        }
        if (perMinute < 0) {
            throw new IllegalArgumentException("medislot.delivery.per-minute must not be negative");
        }
        if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException(
                    "medislot.delivery.first-retry must be positive and longest-retry not shorter");
        }
    }

    /** The rest after that many failures in a row. */
    Duration restAfter(int failures) {
        var rest = firstRetry.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return rest.compareTo(longestRetry) < 0 ? rest : longestRetry;
    }
}
