package dev.medislot.service.program;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param drain how long a service still accepts requests after it has reported "not ready" and before it stops */
@ConfigurationProperties("medislot")
record DrainProperties(@DefaultValue("0s") Duration drain) {

    private static final Duration MAX_DRAIN = Duration.ofSeconds(15);

    DrainProperties {
        if (drain.isNegative() || drain.compareTo(MAX_DRAIN) > 0) {
            throw new IllegalArgumentException("medislot.drain must be from 0s to 15s, not " + drain);
        }
    }
}
