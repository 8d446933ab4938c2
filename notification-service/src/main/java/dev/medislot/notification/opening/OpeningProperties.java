package dev.medislot.notification.opening;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mails about cancellations find the next openings.
 *
 * @param url of the availability service; missing for mails without openings
 * @param timeout max time for the openings of one mail
 * @param pause the time without a question after one that was not answered
 */
@ConfigurationProperties("medislot.openings")
record OpeningProperties(@Nullable URI url, @DefaultValue("1s") Duration timeout, @DefaultValue("30s") Duration pause) {

    OpeningProperties {
        url = url == null || url.toString().isBlank() ? null : url;
        if (url != null && !isHttp(url)) {
            throw new IllegalArgumentException("medislot.openings.url must be http(s)://host:port, not " + url);
        }
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("medislot.openings.timeout must be from 1ms to 10s");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("medislot.openings.pause must not be negative");
        }
    }

    private static boolean isHttp(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }
}
