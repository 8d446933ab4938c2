package dev.medislot.availability.schedule;

import dev.medislot.common.DoctorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the days of doctors again whose visit types were changed, soon after the change. One instance works, the
 * others skip.
 */
@Component
class RepublishDoctors {

    private static final Logger LOG = LoggerFactory.getLogger(RepublishDoctors.class);
    private static final int BATCH = 200;

    private final PublishedSlots slots;
    private final PublishSchedule publishSchedule;
    private final OneInstance oneInstance;
    private final TransactionTemplate transaction;

    RepublishDoctors(PublishedSlots slots, PublishSchedule publishSchedule, OneInstance oneInstance,
            TransactionTemplate transaction) {
        this.slots = slots;
        this.publishSchedule = publishSchedule;
        this.oneInstance = oneInstance;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT2S")
    void republish() {
        if (!slots.toRepublish(1).isEmpty()) {
            oneInstance.run("republish-doctors", this::republishAll);
        }
    }

    private void republishAll() {
        int doctors = 0;
        for (var batch = slots.toRepublish(BATCH); !batch.isEmpty(); batch = slots.toRepublish(BATCH)) {
            batch.forEach(this::republish);
            doctors += batch.size();
        }
        LOG.info("Schedules of {} doctors follow a changed visit type", doctors);
    }

    private void republish(DoctorId doctor) {
        transaction.executeWithoutResult(_ -> {
            publishSchedule.publish(doctor);
            slots.markRepublished(doctor);
        });
    }
}
