package dev.medislot.booking.waitlist;

import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.SlotId;
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

    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final Holds holds;
    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;

    DeclineOffer(Waitlist waitlist, WaitlistOffers offers, Holds holds, SlotQueue slotQueue,
            TransactionTemplate transaction) {
        this.waitlist = waitlist;
        this.offers = offers;
        this.holds = holds;
        this.slotQueue = slotQueue;
        this.transaction = transaction;
    }

    void decline(WaitlistEntry entry) {
        if (entry.offer() != null) {
            Objects.requireNonNull(transaction.execute(_ -> declineLocked(entry))).ifPresent(slotQueue::freed);
        }
    }

    /** Locks the patient first, as an offer and a booking do. */
    private Optional<SlotId> declineLocked(WaitlistEntry entry) {
        waitlist.lock(entry.patientId());
        var slot = offers.open(entry.id()).flatMap(hold -> holds.release(hold, entry.patientId()::equals));
        slot.ifPresent(it -> LOG.info("Entry {} of patient {} declined slot {}", entry.id(), entry.patientId(), it));
        return slot;
    }
}
