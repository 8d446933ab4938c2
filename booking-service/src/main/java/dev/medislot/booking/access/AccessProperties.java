package dev.medislot.booking.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The trail of accesses to patients' data.
 *
 * @param kept how long an entry stays; by default six years, as HIPAA asks of such records
 */
@ConfigurationProperties("medislot.access")
record AccessProperties(@DefaultValue("2190d") Duration kept) {

    AccessProperties {
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("medislot.access.kept must be at least a day, not " + kept);
        }
    }
}
