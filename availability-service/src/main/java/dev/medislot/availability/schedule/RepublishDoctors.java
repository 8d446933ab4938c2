package dev.medislot.availability.schedule;

import dev.medislot.common.DoctorId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the days of doctors again that follow from a closure or a visit type, soon after it was changed. One
 * instance works, the others skip.
 */
@Component
class RepublishDoctors {

    private static final Logger LOG = LoggerFactory.getLogger(RepublishDoctors.class);
    private static final int BATCH = 200;
    private static final DoctorId FIRST = new DoctorId(new UUID(0, 0));

    private final PublishedSlots slots;
    private final RepublishDoctor republishDoctor;
    private final OneInstance oneInstance;
    private final TransactionTemplate transaction;

    RepublishDoctors(PublishedSlots slots, RepublishDoctor republishDoctor, OneInstance oneInstance,
            TransactionTemplate transaction) {
        this.slots = slots;
        this.republishDoctor = republishDoctor;
        this.oneInstance = oneInstance;
        this.transaction = transaction;
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
        LOG.info("Schedules of {} doctors follow a closure or a changed visit type", doctors);
    }

    /** A doctor who fails is tried again at the next run and does not block the others. */
    private boolean isRepublished(DoctorId doctor) {
        try {
            transaction.executeWithoutResult(_ -> republishDoctor.republishIfDue(doctor));
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Schedule of doctor {} not published again: {}", doctor, e.getClass().getSimpleName());
            return false;
        }
    }
}
