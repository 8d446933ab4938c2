package dev.medislot.notification.reminder;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for visits that have come near, again and again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Profile("!rebuild")
class ReminderSchedule {

    private final RemindOfVisits remindOfVisits;

    ReminderSchedule(RemindOfVisits remindOfVisits) {
        this.remindOfVisits = remindOfVisits;
    }

    @Scheduled(fixedDelayString = "${medislot.reminder-check:10s}")
    void check() {
        while (remindOfVisits.remind()) {
            // the next batch, in a transaction of its own
        }
    }
}
