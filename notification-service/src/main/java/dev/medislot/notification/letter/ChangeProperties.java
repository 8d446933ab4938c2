package dev.medislot.notification.letter;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time until which patients may change a booking; the booking service enforces the settings of the same names.
 *
 * @param cutOff the time before the start from which only the clinic may
 * @param undoPeriod how long after it was made a patient may change a booking inside the cut-off too
 */
@ConfigurationProperties("medislot")
record ChangeProperties(@DefaultValue("2h") Duration cutOff, @DefaultValue("10m") Duration undoPeriod) {

    ChangeProperties {
        if (cutOff.isNegative()) {
            throw new IllegalArgumentException("medislot.cut-off must not be negative");
        }
        if (undoPeriod.isNegative()) {
            throw new IllegalArgumentException("medislot.undo-period must not be negative");
        }
    }

    /** The last moment at which its patient may change it; the time at which it was made is known of a new booking. */
    Instant lastChange(MailedVisit visit, Kind kind) {
        var cutOffAt = visit.start().minus(cutOff);
        if (visit.version() > 1 || kind == Kind.PLACE_CHANGED) {
            return cutOffAt;
        }
        var undoneUntil = visit.changedAt().plus(undoPeriod);
        return cutOffAt.isAfter(undoneUntil) ? cutOffAt
                : visit.start().isBefore(undoneUntil) ? visit.start() : undoneUntil;
    }
}
