package dev.medislot.notification.reminder;

import dev.medislot.notification.projection.ReadUpTo;
import dev.medislot.service.program.Program;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for due reminders at an interval. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Profile(Program.SERVING)
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
