package dev.medislot.booking.waitlist;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.SlotId;
import dev.medislot.service.security.Caller;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the slot that is held for an entry to the next in line; the entry waits on. */
@Component
class DeclineOffer {

    private static final Logger LOG = LoggerFactory.getLogger(DeclineOffer.class);

    sealed interface Outcome {
        /** No offer of the slot is left. */
        record Declined() implements Outcome {}

        /** Another slot is held for the entry. */
        record OtherSlotOffered() implements Outcome {}
    }

    private final ReleaseOffer releaseOffer;
    private final SlotQueue slotQueue;
    private final AccessTrail trail;
    private final TransactionTemplate transaction;

    DeclineOffer(ReleaseOffer releaseOffer, SlotQueue slotQueue, AccessTrail trail, TransactionTemplate transaction) {
        this.releaseOffer = releaseOffer;
        this.slotQueue = slotQueue;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** Does nothing if no slot is held. */
    Outcome decline(WaitlistEntry entry, SlotId slot, Caller by) {
        if (entry.isOfferedOtherThan(slot)) {
            return new Outcome.OtherSlotOffered();
        }
        Objects.requireNonNull(transaction.execute(_ -> release(entry, slot, by))).ifPresent(slotQueue::freed);
        return new Outcome.Declined();
    }

    private Optional<SlotId> release(WaitlistEntry entry, SlotId offered, Caller by) {
        var slot = releaseOffer.release(entry.id(), entry.patientId(), offered);
        slot.ifPresent(it -> {
            trail.add(by, "declineWaitlistOffer", true, entry.patientData().toList());
            LOG.info("Entry {} of patient {} declined slot {}", entry.id(), entry.patientId(), it);
        });
        return slot;
    }
}
