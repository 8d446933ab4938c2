package dev.medislot.notification.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stored mails reach the SMTP server.
 *
 * @param senders threads of this instance, each with a connection to the database and one to the SMTP server
 * @param poll how often to look for mails without a wake-up
 * @param perMinute max mails per minute over all instances; 0 for no limit
 * @param firstRetry pause after the first failure; doubled after each further one
 * @param longestRetry the longest such pause before a deferred mail is sent again
 * @param longestProbe the longest such pause before an unreachable server is tried again
 * @param giveUpAfter how long to retry a mail that the server keeps deferring
 * @param overdue age of a waiting mail that makes the health {@code DEGRADED}
 */
@ConfigurationProperties("medislot.delivery")
record DeliveryProperties(@DefaultValue("4") int senders, @DefaultValue("1s") Duration poll,
        @DefaultValue("0") int perMinute, @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("1m") Duration longestRetry, @DefaultValue("5s") Duration longestProbe,
        @DefaultValue("3d") Duration giveUpAfter, @DefaultValue("2m") Duration overdue) {

    DeliveryProperties {
        if (senders < 1 || senders > 12) {
            throw new IllegalArgumentException("medislot.delivery.senders must be 1 to 12");
        }
        if (perMinute < 0) {
            throw new IllegalArgumentException("medislot.delivery.per-minute must not be negative");
        }
        if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0
                || longestProbe.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("medislot.delivery.first-retry must be positive, "
                    + "and longest-retry and longest-probe not shorter");
        }
    }

    /** The rest before a deferred mail is sent again; attempts that found the server unreachable count too. */
    Duration untilRetry(int attempts) {
        return doubled(attempts, longestRetry);
    }

    /** The rest before a server that was unreachable that many times in a row is tried again. */
    Duration untilProbe(int failures) {
        return doubled(failures, longestProbe);
    }

    private Duration doubled(int failures, Duration longest) {
        var rest = firstRetry.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return rest.compareTo(longest) < 0 ? rest : longest;
    }
}
