package dev.medislot.notification.reminder;

import dev.medislot.notification.projection.ReadUpTo;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for due reminders at an interval. */
@Component
class ReminderSchedule {

    private final ReadUpTo readUpTo;
    private final RemindOfVisits remindOfVisits;

    ReminderSchedule(ReadUpTo readUpTo, RemindOfVisits remindOfVisits) {
        this.readUpTo = readUpTo;
        this.remindOfVisits = remindOfVisits;
    }

    @Scheduled(fixedDelayString = "${medislot.reminder-check:10s}")
    void check() {
        var asOf = readUpTo.knownUntil();
        while (remindOfVisits.remind(asOf)) {
            // the next batch, in a transaction of its own
        }
    }
}
