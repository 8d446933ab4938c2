package dev.medislot.booking.waitlist;

import dev.medislot.booking.booking.BookSlot;
import dev.medislot.booking.booking.BookingOutcome;
import dev.medislot.booking.booking.BookingOutcome.BookingUnknown;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.Role;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.security.Caller;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Books the slot that is held for an entry, for its patient or for the reader of the mail about it. */
@Component
class BookOffer {

    private static final TypeReference<BookingOutcome> OUTCOME = new TypeReference<>() {
    };

    /** Every way in which that can end. */
    sealed interface Outcome {

        /**
         * The slot was asked for.
         *
         * @param by the caller, or the person to whom the mail went
         */
        record Tried(Once<BookingOutcome> once, Caller by) implements Outcome {}

        record Expired() implements Outcome {}

        record TokenWrong() implements Outcome {}

        /** There is no such entry, or the caller may not see it. */
        record EntryUnknown() implements Outcome {}

        record NothingOffered() implements Outcome {}
    }

    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final BookSlot bookSlot;
    private final Bookings bookings;
    private final IdempotencyKeys keys;
    private final Guardians guardians;

    BookOffer(Waitlist waitlist, WaitlistOffers offers, BookSlot bookSlot, Bookings bookings, IdempotencyKeys keys,
            Guardians guardians) {
        this.waitlist = waitlist;
        this.offers = offers;
        this.bookSlot = bookSlot;
        this.bookings = bookings;
        this.keys = keys;
        this.guardians = guardians;
    }

    Outcome byToken(UUID entry, OfferToken token, @Nullable String reason, KeyedRequest keyed) {
        return offers.with(token, entry)
                .map(offer -> book(offer, reason, new Caller(offer.account(), Role.PATIENT, null), keyed))
                .orElseGet(Outcome.TokenWrong::new);
    }

    Outcome by(Caller caller, UUID entry, @Nullable String reason, KeyedRequest keyed) {
        if (find(entry, caller).isEmpty()) {
            return new Outcome.EntryUnknown();
        }
        return offers.latest(entry)
                .map(offer -> book(offer, reason, caller, keyed))
                .orElseGet(Outcome.NothingOffered::new);
    }

    /** The entry, if the caller may see it. */
    Optional<WaitlistEntry> find(UUID entry, Caller caller) {
        return waitlist.find(entry).filter(found -> guardians.family(caller).mayActFor(found.patientId()));
    }

    /** The entry, for the reader of a mail about an offer to it. */
    Optional<WaitlistEntry> find(UUID entry, OfferToken token) {
        return offers.with(token, entry).flatMap(_ -> waitlist.find(entry));
    }

    private Outcome book(StoredOffer offer, @Nullable String reason, Caller by, KeyedRequest keyed) {
        if (offer.bookingId() != null) {
            return new Outcome.Tried(repeated(offer.bookingId(), keyed), by);
        }
        if (!offer.isHeld()) {
            return before(keyed).<Outcome>map(once -> new Outcome.Tried(once, by)).orElseGet(Outcome.Expired::new);
        }
        var request = new ClaimRequest(offer.slot(), offer.patient(), null, by.role(), offer.state());
        return new Outcome.Tried(bookSlot.book(request, reason, by.actor(), keyed), by);
    }

    /** The result of the same request, which may have ended after the hold. */
    private Optional<Once<BookingOutcome>> before(KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before();
        }
    }

    /** A second click finds the booking of the first. */
    private Once<BookingOutcome> repeated(UUID booking, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().orElseGet(() -> new First<>(found(booking)));
        }
    }

    /** The booking as it is now. */
    BookingOutcome found(UUID booking) {
        return bookings.find(booking).<BookingOutcome>map(Done::new).orElseGet(BookingUnknown::new);
    }
}
