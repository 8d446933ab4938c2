package dev.medislot.booking.waitlist;

import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.claim.Holds;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Frees the slot that is held for an entry. */
@Component
class ReleaseOffer {

    private final Bookings bookings;
    private final WaitlistOffers offers;
    private final Holds holds;

    ReleaseOffer(Bookings bookings, WaitlistOffers offers, Holds holds) {
        this.bookings = bookings;
        this.offers = offers;
        this.holds = holds;
    }

    /** Locks the patient first, as an offer and a booking do; returns empty if no slot was held. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<SlotId> release(UUID entry, PatientId patient) {
        bookings.lockPatient(patient);
        return offers.open(entry).flatMap(hold -> holds.release(hold, patient::equals));
    }

    /** Does nothing if the entry is offered another slot meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<SlotId> release(UUID entry, PatientId patient, SlotId slot) {
        bookings.lockPatient(patient);
        return offers.latest(entry).filter(offer -> offer.slot().equals(slot)).flatMap(_ -> release(entry, patient));
    }
}
