package dev.medislot.web.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request may take to arrive, counted from its first byte.
 *
 * @param head the max time until the last header has arrived
 * @param request the max time until the whole body has arrived too
 */
@ConfigurationProperties("medislot.arrival")
record ArrivalProperties(@DefaultValue("10s") Duration head, @DefaultValue("30s") Duration request) {

    ArrivalProperties {
        if (!head.isPositive() || request.compareTo(head) < 0) {
            throw new IllegalArgumentException(
                    "medislot.arrival.head must be longer than nothing, and medislot.arrival.request at least as long");
        }
    }
}
