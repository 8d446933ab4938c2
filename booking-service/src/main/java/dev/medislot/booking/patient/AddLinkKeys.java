package dev.medislot.booking.patient;

import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives patients whom an earlier release registered the key of the links in their mails, and publishes it. */
@Component
class AddLinkKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AddLinkKeys.class);
    private static final int BATCH = 100;

    private final Patients patients;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AddLinkKeys(Patients patients, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.patients = patients;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    void run() {
        int added = 0;
        int last = BATCH;
        while (last == BATCH) {
            last = Objects.requireNonNull(transaction.execute(_ -> addBatch()));
            added += last;
        }
        if (added > 0) {
            LOG.info("Added the key of the links in mails to {} patients", added);
        }
    }

    private int addBatch() {
        var without = patients.lockWithoutLinkKey(BATCH);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        without.forEach(patient -> outbox.publish(RegisterPatient.contact(patients.save(patient.withLinkKey(at)))));
        return without.size();
    }
}
