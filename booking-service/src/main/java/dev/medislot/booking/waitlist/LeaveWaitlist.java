package dev.medislot.booking.waitlist;

import dev.medislot.booking.guardian.Family;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a patient out of the line; a slot that is held for the entry goes to the next. */
@Component
class LeaveWaitlist {

    private static final Logger LOG = LoggerFactory.getLogger(LeaveWaitlist.class);

    private final Waitlist waitlist;
    private final ReleaseOffer releaseOffer;
    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;

    LeaveWaitlist(Waitlist waitlist, ReleaseOffer releaseOffer, SlotQueue slotQueue, TransactionTemplate transaction) {
        this.waitlist = waitlist;
        this.releaseOffer = releaseOffer;
        this.slotQueue = slotQueue;
        this.transaction = transaction;
    }

    /** Returns false if there is no such entry, or the caller may not see it. */
    boolean leave(UUID id, Family family) {
        var entry = waitlist.find(id).filter(found -> family.mayActFor(found.patientId()));
        return entry.isPresent() && leave(id, entry.get().patientId());
    }

    private boolean leave(UUID id, PatientId patient) {
        var freed = Objects.requireNonNull(transaction.execute(_ -> leaveLocked(id, patient)));
        freed.slot().ifPresent(slotQueue::freed);
        return freed.left();
    }

    private record Left(boolean left, Optional<SlotId> slot) {}

    private Left leaveLocked(UUID id, PatientId patient) {
        var slot = releaseOffer.release(id, patient);
        var left = waitlist.delete(id);
        if (left) {
            LOG.info("Entry {} of patient {} left the waitlist", id, patient);
        }
        return new Left(left, slot);
    }
}
