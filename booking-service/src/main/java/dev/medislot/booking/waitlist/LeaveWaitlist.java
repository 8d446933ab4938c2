package dev.medislot.booking.waitlist;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.guardian.Family;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.SlotId;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
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
    private final AccessTrail trail;
    private final TransactionTemplate transaction;

    LeaveWaitlist(Waitlist waitlist, ReleaseOffer releaseOffer, SlotQueue slotQueue, AccessTrail trail,
            TransactionTemplate transaction) {
        this.waitlist = waitlist;
        this.releaseOffer = releaseOffer;
        this.slotQueue = slotQueue;
        this.trail = trail;
        this.transaction = transaction;
    }

    void leave(UUID id, Family family) {
        var entry = waitlist.find(id)
                .filter(found -> family.mayActFor(found.patientId()))
                .orElseThrow(Refused::notFound);
        var freed = Objects.requireNonNull(transaction.execute(_ -> leaveLocked(entry, family.caller())));
        freed.slot().ifPresent(slotQueue::freed);
        if (!freed.left()) {
            throw Refused.notFound();
        }
    }

    private record Left(boolean left, Optional<SlotId> slot) {}

    private Left leaveLocked(WaitlistEntry entry, Caller by) {
        var slot = releaseOffer.release(entry.id(), entry.patientId());
        var left = waitlist.delete(entry.id());
        if (left) {
            trail.add(by, "leaveWaitlist", true, entry.patientData().toList());
            LOG.info("Entry {} of patient {} left the waitlist", entry.id(), entry.patientId());
        }
        return new Left(left, slot);
    }
}
