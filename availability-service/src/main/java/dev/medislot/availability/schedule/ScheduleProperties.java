package dev.medislot.availability.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far slots are published, and which of them can still be booked.
 *
 * @param horizonDays local dates published, today included
 * @param minimumNotice how long before its start a slot can be booked at the latest; the booking service must have the
 *     same
 * @param historyDays how long slots stay in a doctor's calendar after their date
 */
@ConfigurationProperties("medislot")
public record ScheduleProperties(@DefaultValue("60") int horizonDays, @DefaultValue("0") Duration minimumNotice,
        @DefaultValue("30") int historyDays) {

    public ScheduleProperties {
        if (horizonDays < 1 || horizonDays > 400) {
            throw new IllegalArgumentException("medislot.horizon-days must be 1 to 400, not " + horizonDays);
        }
        if (minimumNotice.isNegative()) {
            throw new IllegalArgumentException("medislot.minimum-notice must not be negative");
        }
        if (historyDays < 0) {
            throw new IllegalArgumentException("medislot.history-days must not be negative");
        }
    }
}
