package dev.medislot.notification.reminder;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to remind.
 *
 * @param reminders how long before the start; empty for no reminders at all
 * @param reminderCheck how often to look for visits that have come so near
 */
@ConfigurationProperties("medislot")
record ReminderProperties(@DefaultValue("24h,1h") List<Duration> reminders,
        @DefaultValue("10s") Duration reminderCheck) {

    ReminderProperties {
        reminders = reminders.stream().sorted(Comparator.naturalOrder()).distinct().toList();
        if (reminders.stream().anyMatch(lead -> lead.toMinutes() < 1 || lead.toSecondsPart() > 0)) {
            throw new IllegalArgumentException("medislot.reminders must be whole minutes, at least one");
        }
        if (!reminderCheck.isPositive()) {
            throw new IllegalArgumentException("medislot.reminder-check must be longer than nothing");
        }
    }
}
