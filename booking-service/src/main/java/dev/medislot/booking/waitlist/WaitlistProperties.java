package dev.medislot.booking.waitlist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the waitlist.
 *
 * @param hold how long an offered slot is held, unless the notice or the start ends it earlier
 * @param maxEntries how many entries of one patient may wait at a time; binds staff too
 */
@ConfigurationProperties("medislot.waitlist")
record WaitlistProperties(@DefaultValue("15m") Duration hold, @DefaultValue("5") int maxEntries) {

    WaitlistProperties {
        if (!hold.isPositive()) {
            throw new IllegalArgumentException("medislot.waitlist.hold must be longer than nothing");
        }
        if (maxEntries < 0) {
            throw new IllegalArgumentException("medislot.waitlist.max-entries must not be negative");
        }
    }
}
