package dev.medislot.notification.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits for addresses that their person has not confirmed, which may be a stranger's.
 *
 * @param mails max mails to one such address in 24 hours
 */
@ConfigurationProperties("medislot.unconfirmed")
record UnconfirmedProperties(@DefaultValue("5") int mails) {

    UnconfirmedProperties {
        if (mails < 1) {
            throw new IllegalArgumentException("medislot.unconfirmed.mails must be at least 1");
        }
    }
}
