package dev.medislot.web.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the request limit.
 *
 * @param atOnce max requests at once; four times as many wait in a queue
 */
@ConfigurationProperties("medislot")
record RequestLimitProperties(@DefaultValue("100") int atOnce) {

    RequestLimitProperties {
        if (atOnce < 1) {
            throw new IllegalArgumentException("medislot.at-once must be at least 1, not " + atOnce);
        }
    }
}
