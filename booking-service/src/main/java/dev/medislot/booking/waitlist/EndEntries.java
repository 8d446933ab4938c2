package dev.medislot.booking.waitlist;

import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.claim.SlotBooked;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the entries that a booking of their patient satisfies; a slot that is held for one of them goes to the next. */
@Component
class EndEntries {

    private static final Logger LOG = LoggerFactory.getLogger(EndEntries.class);

    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final Holds holds;

    EndEntries(Waitlist waitlist, WaitlistOffers offers, Holds holds) {
        this.waitlist = waitlist;
        this.offers = offers;
        this.holds = holds;
    }

    /** The claim has locked the patient. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(SlotBooked booked) {
        for (UUID entry : waitlist.end(booked)) {
            offers.open(entry).ifPresent(hold -> holds.release(hold, booked.patient()::equals));
            LOG.info("Booking {} ends entry {} of patient {}", booked.booking(), entry, booked.patient());
        }
    }
}
