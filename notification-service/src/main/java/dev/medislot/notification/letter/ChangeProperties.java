package dev.medislot.notification.letter;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Until when patients may change a booking; the booking service enforces the setting of the same name.
 *
 * @param cutOff the time before the start from which only the clinic may
 */
@ConfigurationProperties("medislot")
record ChangeProperties(@DefaultValue("2h") Duration cutOff) {

    ChangeProperties {
        if (cutOff.isNegative()) {
            throw new IllegalArgumentException("medislot.cut-off must not be negative");
        }
    }

    Instant lastChange(Visit visit) {
        return visit.start().minus(cutOff);
    }
}
