package dev.medislot.booking.waitlist;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.BookSlot;
import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.booking.BookingOutcome;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.booking.MoveBooking;
import dev.medislot.booking.claim.Claim.OfferExpired;
import dev.medislot.booking.claim.Claim.OtherSlotOffered;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.waitlist.WaitlistEntry.WaitlistOffer;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.IdempotencyKeys.Attempt;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Books the slot that is held for an entry, for its patient or for the reader of the mail about it. */
@Component
class BookOffer {

    private static final TypeReference<BookingOutcome> OUTCOME = new TypeReference<>() {
    };

    /**
     * The patient's choice about the offered slot.
     *
     * @param insteadOf the booking to move to the slot; null for a new one
     */
    record Wanted(@Nullable String reason, @Nullable UUID insteadOf) {}

    /** The outcomes of a request for the slot. */
    sealed interface Outcome {

        /** The claim was attempted, now or earlier by the same request; the offer may have ended since. */
        record Tried(Once<BookingOutcome> once) implements Outcome {}

        record NothingOffered() implements Outcome {}
    }

    private final FindEntry findEntry;
    private final Waitlist waitlist;
    private final WaitlistOffers offers;
    private final BookSlot bookSlot;
    private final MoveBooking moveBooking;
    private final Bookings bookings;
    private final IdempotencyKeys keys;
    private final AccessTrail trail;

    BookOffer(FindEntry findEntry, Waitlist waitlist, WaitlistOffers offers, BookSlot bookSlot, MoveBooking moveBooking,
            Bookings bookings, IdempotencyKeys keys, AccessTrail trail) {
        this.findEntry = findEntry;
        this.waitlist = waitlist;
        this.offers = offers;
        this.bookSlot = bookSlot;
        this.moveBooking = moveBooking;
        this.bookings = bookings;
        this.keys = keys;
        this.trail = trail;
    }

    Outcome byToken(UUID entry, OfferToken token, Wanted wanted, KeyedRequest keyed) {
        var offer = offers.with(token, entry);
        return attempt(keyed, attempt -> offer.map(it -> book(entry, it, wanted, it.reader(), attempt))
                .orElseThrow(FindEntry::tokenWrong));
    }

    /** @param slot that of the offer, because another one may have been offered since the caller looked */
    Outcome by(Caller caller, UUID id, SlotId slot, Wanted wanted, KeyedRequest keyed) {
        var offer = offers.of(slot, id);
        return attempt(keyed, attempt -> findEntry.find(id, caller).entry().isOfferedOtherThan(slot)
                ? refused(new OtherSlotOffered(), attempt)
                : offer.map(it -> book(id, it, wanted, caller, attempt)).orElseGet(Outcome.NothingOffered::new));
    }

    /**
     * Looks for the result of the same request after the offer was read: if that request has ended the offer by then,
     * its result is found.
     */
    private Outcome attempt(KeyedRequest keyed, Function<Attempt<BookingOutcome>, Outcome> act) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().<Outcome>map(Outcome.Tried::new).orElseGet(() -> act.apply(attempt));
        }
    }

    private Outcome book(UUID entry, StoredOffer offer, Wanted wanted, Caller by, Attempt<BookingOutcome> attempt) {
        if (offer.bookingId() == null && !offer.isHeld()) {
            return refused(new OfferExpired(), attempt);
        }
        var once = bookOrFind(entry, offer, wanted, by, attempt);
        record(once, by);
        return new Outcome.Tried(once);
    }

    /**
     * Refuses the request under its key, because the same request may still be running elsewhere: it began within the
     * time of the offer, and may book the slot yet.
     */
    private static Outcome refused(Refusal why, Attempt<BookingOutcome> attempt) {
        return new Outcome.Tried(attempt.known(new NotClaimed(why)));
    }

    private Once<BookingOutcome> bookOrFind(UUID entry, StoredOffer offer, Wanted wanted, Caller by,
            Attempt<BookingOutcome> attempt) {
        if (offer.bookingId() != null) {
            // a second click, with another key, finds the booking of the first
            return new First<>(found(offer.bookingId()));
        }
        return wanted.insteadOf() == null ? claim(offer, wanted.reason(), by, attempt)
                : move(entry, wanted.insteadOf(), offer, by, attempt);
    }

    private Once<BookingOutcome> claim(StoredOffer offer, @Nullable String reason, Caller by,
            Attempt<BookingOutcome> attempt) {
        var request = new ClaimRequest(offer.slot(), offer.patient(), null, by.role(), offer.state());
        return bookSlot.bookIn(attempt, request, reason, by.actor());
    }

    private Once<BookingOutcome> move(UUID entry, UUID booking, StoredOffer offer, Caller by,
            Attempt<BookingOutcome> attempt) {
        var later = waitlist.find(entry).map(WaitlistEntry::offer).map(WaitlistOffer::laterBooking).orElse(null);
        if (later == null || !later.bookingId().equals(booking)) {
            return attempt.known(justMoved(entry, booking, offer.slot())
                    .orElseThrow(() -> Refused.invalid("insteadOf", "is not the later booking of the offer")));
        }
        return moveBooking.moveIn(attempt, booking, offer.slot(), isInPerson(booking) ? null : offer.state(), by, null);
    }

    /** A second click may come before the first has moved the booking, and look for it afterwards. */
    private Optional<BookingOutcome> justMoved(UUID entry, UUID booking, SlotId slot) {
        return offers.of(slot, entry).filter(offer -> booking.equals(offer.bookingId())).map(_ -> found(booking));
    }

    /** The state of the doctor's place counts for a visit in person, not that of the entry. */
    private boolean isInPerson(UUID booking) {
        return bookings.find(booking).filter(found -> found.mode() == VisitMode.IN_PERSON).isPresent();
    }

    /** Records a booking without a login, because its answer names no caller. */
    private void record(Once<BookingOutcome> once, Caller by) {
        if (once instanceof First(Booked(var booking))) {
            record(booking, by);
        } else if (once instanceof First(Done(var booking))) {
            record(booking, by);
        }
    }

    private void record(Booking booking, Caller by) {
        if (Caller.current().isEmpty()) {
            trail.add(by, "bookWaitlistOffer", true, List.of(new PatientData(booking.patientId(), booking.id())));
        }
    }

    /** The booking as it is now. */
    BookingOutcome found(UUID booking) {
        return new Done(bookings.find(booking).orElseThrow(Refused::notFound));
    }
}
