package dev.medislot.booking.waitlist;

import dev.medislot.booking.booking.BookSlot;
import dev.medislot.booking.booking.BookingOutcome;
import dev.medislot.booking.booking.BookingOutcome.BookingUnknown;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.booking.MoveBooking;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.waitlist.WaitlistEntry.WaitlistOffer;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
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

    /**
     * The body of the request for the slot.
     *
     * @param insteadOf the booking to move to the slot; null for a new one
     */
    record Wanted(@Nullable String reason, @Nullable UUID insteadOf) {}

    /** The outcomes of a request for the slot. */
    sealed interface Outcome {

        /**
         * The claim was attempted, with its result.
         *
         * @param by the caller, or the person to whom the mail went
         */
        record Tried(Once<BookingOutcome> once, Caller by) implements Outcome {}

        /** The key of the request was used before, whatever has become of the offer since. */
        record KeyUsed(Once<BookingOutcome> once) implements Outcome {}

        record Expired() implements Outcome {}

        record TokenWrong() implements Outcome {}

        /** There is no such entry, or the caller may not see it. */
        record EntryUnknown() implements Outcome {}

        record NothingOffered() implements Outcome {}

        /** Another slot is held for the entry than the request names. */
        record OtherOffered() implements Outcome {}
    }

    /**
     * An entry that is shown.
     *
     * @param to the caller, or the person to whom the mail about the offer went
     */
    record Shown(WaitlistEntry entry, Caller to) {}

    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final BookSlot bookSlot;
    private final MoveBooking moveBooking;
    private final Bookings bookings;
    private final IdempotencyKeys keys;
    private final Guardians guardians;

    BookOffer(Waitlist waitlist, WaitlistOffers offers, BookSlot bookSlot, MoveBooking moveBooking, Bookings bookings,
            IdempotencyKeys keys, Guardians guardians) {
        this.waitlist = waitlist;
        this.offers = offers;
        this.bookSlot = bookSlot;
        this.moveBooking = moveBooking;
        this.bookings = bookings;
        this.keys = keys;
        this.guardians = guardians;
    }

    Outcome byToken(UUID entry, OfferToken token, Wanted wanted, KeyedRequest keyed) {
        return before(keyed).orElseGet(() -> offers.with(token, entry)
                .map(offer -> book(entry, offer, wanted, addressee(offer), keyed))
                .orElseGet(Outcome.TokenWrong::new));
    }

    /** @param slot that of the offer, because another one may have been offered since the caller looked */
    Outcome by(Caller caller, UUID id, SlotId slot, Wanted wanted, KeyedRequest keyed) {
        return before(keyed).orElseGet(() -> bookNamed(caller, id, slot, wanted, keyed));
    }

    private Outcome bookNamed(Caller caller, UUID id, SlotId slot, Wanted wanted, KeyedRequest keyed) {
        var shown = find(id, caller).orElse(null);
        if (shown == null) {
            return new Outcome.EntryUnknown();
        }
        if (shown.entry().isOfferedOtherThan(slot)) {
            return new Outcome.OtherOffered();
        }
        return offers.of(slot, id)
                .map(offer -> book(id, offer, wanted, caller, keyed))
                .orElseGet(Outcome.NothingOffered::new);
    }

    /** The entry, if the caller may see it. */
    Optional<Shown> find(UUID entry, Caller caller) {
        return waitlist.find(entry)
                .filter(found -> guardians.family(caller).mayActFor(found.patientId()))
                .map(found -> new Shown(found, caller));
    }

    /** The entry, for the reader of a mail about an offer to it; without a later offer, which has another token. */
    Optional<Shown> find(UUID entry, OfferToken token) {
        return offers.with(token, entry)
                .flatMap(offer -> waitlist.find(entry)
                        .map(found -> new Shown(offer.isHeld() ? found : found.withoutOffer(), addressee(offer))));
    }

    /** The person to whom the mail about the offer went: the patient, or the guardian of a dependent. */
    private static Caller addressee(StoredOffer offer) {
        return new Caller(offer.account(), Role.PATIENT, null);
    }

    private Outcome book(UUID entry, StoredOffer offer, Wanted wanted, Caller by, KeyedRequest keyed) {
        var booking = offer.bookingId();
        if (booking != null) {
            // a second click, with another key, finds the booking of the first
            return before(keyed).orElseGet(() -> new Outcome.Tried(new First<>(found(booking)), by));
        }
        if (!offer.isHeld()) {
            return before(keyed).orElseGet(Outcome.Expired::new);
        }
        return new Outcome.Tried(wanted.insteadOf() == null ? claim(offer, wanted.reason(), by, keyed)
                : move(entry, wanted.insteadOf(), offer, by, keyed), by);
    }

    private Once<BookingOutcome> claim(StoredOffer offer, @Nullable String reason, Caller by, KeyedRequest keyed) {
        var request = new ClaimRequest(offer.slot(), offer.patient(), null, by.role(), offer.state());
        return bookSlot.book(request, reason, by.actor(), keyed);
    }

    /**
     * Stores the outcome after the move: the same request that comes in between, or after a crash, finds the booking on
     * the slot and gets the same outcome.
     */
    private Once<BookingOutcome> move(UUID entry, UUID booking, StoredOffer offer, Caller by, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().orElseGet(() -> attempt.known(move(entry, booking, offer, by)));
        }
    }

    private BookingOutcome move(UUID entry, UUID booking, StoredOffer offer, Caller by) {
        var later = waitlist.find(entry).map(WaitlistEntry::offer).map(WaitlistOffer::laterBooking).orElse(null);
        if (later == null || !later.bookingId().equals(booking)) {
            return justMoved(entry, booking, offer.slot())
                    .orElseThrow(() -> Refused.invalid("insteadOf", "is not the later booking of the offer"));
        }
        return moveBooking.move(booking, offer.slot(), isInPerson(booking) ? null : offer.state(), by, null);
    }

    /** A second click may come before the first has moved the booking, and look for it afterwards. */
    private Optional<BookingOutcome> justMoved(UUID entry, UUID booking, SlotId slot) {
        return offers.of(slot, entry).filter(offer -> booking.equals(offer.bookingId())).map(_ -> found(booking));
    }

    /** The state of the doctor's place counts for a visit in person, not that of the entry. */
    private boolean isInPerson(UUID booking) {
        return bookings.find(booking).filter(found -> found.mode() == VisitMode.IN_PERSON).isPresent();
    }

    /** The result of the same request, which may have ended after the hold, or whose entry may be gone. */
    private Optional<Outcome> before(KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().map(Outcome.KeyUsed::new);
        }
    }

    /** The booking as it is now. */
    BookingOutcome found(UUID booking) {
        return bookings.find(booking).<BookingOutcome>map(Done::new).orElseGet(BookingUnknown::new);
    }
}
