package dev.medislot.availability.schedule;

import dev.medislot.availability.schedule.PublishedSlots.Late;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes each doctor's new last date soon after the doctor's midnight, and drops dates that are long over. Days that
 * an earlier release published are computed again, and published where they differ. Looks every few minutes, first at
 * start; one instance works, the others skip.
 */
@Component
class ExtendHorizon {

    private static final Logger LOG = LoggerFactory.getLogger(ExtendHorizon.class);

    private final PublishedSlots slots;
    private final PublishSchedule publishSchedule;
    private final RepublishDoctor republishDoctor;
    private final OneInstance oneInstance;
    private final ScheduleProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExtendHorizon(PublishedSlots slots, PublishSchedule publishSchedule, RepublishDoctor republishDoctor,
            OneInstance oneInstance, ScheduleProperties settings, TransactionTemplate transaction, Clock clock) {
        this.slots = slots;
        this.publishSchedule = publishSchedule;
        this.republishDoctor = republishDoctor;
        this.oneInstance = oneInstance;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT2S")
    void extend() {
        oneInstance.run("extend-horizon", this::extendAll);
    }

    private void extendAll() {
        int doctors = 0;
        var after = new UUID(0, 0);
        for (var late = lateAfter(after); !late.isEmpty(); late = lateAfter(after)) {
            late.forEach(this::extend);
            doctors += late.size();
            after = late.getLast().doctor().value();
        }
        if (doctors > 0) {
            LOG.info("Horizon extended for {} doctors", doctors);
        }
    }

    private List<Late> lateAfter(UUID doctor) {
        return slots.notPublishedUntilTheHorizon(doctor, clock.instant(), settings.horizonDays());
    }

    private void extend(Late late) {
        transaction.executeWithoutResult(_ -> {
            republishDoctor.republishIfDue(late.doctor());
            publishSchedule.publish(late.doctor(), late.publishedUntil());
            publishSchedule.forgetOldDays(late.doctor());
        });
    }
}
