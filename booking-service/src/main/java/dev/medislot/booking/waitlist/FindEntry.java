package dev.medislot.booking.waitlist;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.ProblemType;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds an entry for a caller who may see it, or for the reader of a mail about an offer. */
@Component
class FindEntry {

    /**
     * An entry that was found.
     *
     * @param reader the caller, or the recipient of the mail about the offer
     */
    record Found(WaitlistEntry entry, Caller reader) {}

    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final Guardians guardians;
    private final AccessTrail trail;

    FindEntry(Waitlist waitlist, WaitlistOffers offers, Guardians guardians, AccessTrail trail) {
        this.waitlist = waitlist;
        this.offers = offers;
        this.guardians = guardians;
        this.trail = trail;
    }

    /** The entry for the reader of a mail with that token, or, without a token, for the caller. */
    Found find(UUID id, @Nullable OfferToken token, Optional<Caller> caller) {
        return token == null ? find(id, loggedIn(caller)) : find(id, token);
    }

    Found find(UUID id, Caller caller) {
        return waitlist.find(id)
                .filter(entry -> guardians.family(caller).mayActFor(entry.patientId()))
                .map(entry -> new Found(entry, caller))
                .orElseThrow(Refused::notFound);
    }

    /** Leaves out a later offer, which has another token. */
    private Found find(UUID id, OfferToken token) {
        return offers.with(token, id)
                .flatMap(offer -> waitlist.find(id)
                        .map(entry -> new Found(offer.isHeld() ? entry : entry.withoutOffer(), offer.reader())))
                .orElseThrow(FindEntry::tokenWrong);
    }

    static Caller loggedIn(Optional<Caller> caller) {
        return caller
                .orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Log in, or use the link in the mail"));
    }

    static Refused tokenWrong() {
        return Refused.invalid("token", "is wrong, or its entry is gone");
    }

    /** Records the read of an entry without a login, because its answer names no caller. */
    WaitlistEntry read(Found found) {
        if (Caller.current().isEmpty()) {
            trail.add(found.reader(), "getWaitlistEntry", false, found.entry().patientData().toList());
        }
        return found.entry();
    }
}
