package dev.medislot.availability.schedule;

import dev.medislot.common.DoctorId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the days of doctors again whose visit types were changed, soon after the change. One instance works, the
 * others skip.
 */
@Component
class RepublishDoctors {

    private static final Logger LOG = LoggerFactory.getLogger(RepublishDoctors.class);
    private static final int BATCH = 200;
    private static final DoctorId FIRST = new DoctorId(new UUID(0, 0));

    private final PublishedSlots slots;
    private final PublishSchedule publishSchedule;
    private final OneInstance oneInstance;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    RepublishDoctors(PublishedSlots slots, PublishSchedule publishSchedule, OneInstance oneInstance,
            TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.slots = slots;
        this.publishSchedule = publishSchedule;
        this.oneInstance = oneInstance;
        this.transaction = transaction;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT2S")
    void republish() {
        if (!slots.toRepublish(FIRST, 1).isEmpty()) {
            oneInstance.run("republish-doctors", this::republishAll);
        }
    }

    private void republishAll() {
        int doctors = 0;
        var batch = slots.toRepublish(FIRST, BATCH);
        while (!batch.isEmpty()) {
            doctors += (int) batch.stream().filter(this::isRepublished).count();
            batch = slots.toRepublish(batch.getLast(), BATCH);
        }
        LOG.info("Schedules of {} doctors follow a changed visit type", doctors);
    }

    /** A doctor who fails is tried again at the next run, and keeps no other from their turn. */
    private boolean isRepublished(DoctorId doctor) {
        try {
            transaction.executeWithoutResult(_ -> {
                publishSchedule.publish(doctor);
                events.publishEvent(new DaysRepublished(doctor));
                slots.markRepublished(doctor);
            });
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Schedule of doctor {} not published again: {}", doctor, e.getClass().getSimpleName());
            return false;
        }
    }
}
