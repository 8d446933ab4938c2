package dev.medislot.booking.waitlist;

import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.booking.BookingAnswers;
import dev.medislot.booking.booking.BookingOutcome;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.claim.Claim.OtherSlotOffered;
import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.ClaimAnswers;
import dev.medislot.booking.waitlist.BookOffer.Outcome.NothingOffered;
import dev.medislot.booking.waitlist.BookOffer.Outcome.Tried;
import dev.medislot.booking.waitlist.BookOffer.Wanted;
import dev.medislot.booking.waitlist.DeclineOffer.Outcome.Declined;
import dev.medislot.common.ProblemType;
import dev.medislot.common.SlotId;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Offers of the waitlist over HTTP. */
@RestController
@RequestMapping("/api/v1/waitlist/{id}")
@Tag(name = "Waitlist")
class OfferController {

    /**
     * The body of a booking of an offer, which a caller without the token of the mail names by its slot.
     *
     * @param token the token of the link in the mail; null for a caller with a login
     */
    record OfferBookingRequest(@Nullable @Size(max = OfferToken.MAX_LENGTH) String token, @Nullable SlotId slotId,
            @Nullable @Size(max = 2000) String reason, @Nullable UUID insteadOf) {

        Wanted wanted() {
            return new Wanted(reason, insteadOf);
        }
    }

    private final FindEntry findEntry;
    private final BookOffer bookOffer;
    private final DeclineOffer declineOffer;

    OfferController(FindEntry findEntry, BookOffer bookOffer, DeclineOffer declineOffer) {
        this.findEntry = findEntry;
        this.bookOffer = bookOffer;
        this.declineOffer = declineOffer;
    }

    @OpenToAll
    @PostMapping("/booking")
    @Operation(operationId = "bookWaitlistOffer", summary = "Book the slot that is held for an entry of the waitlist",
            description = """
                    With the `token` of the mail no login is needed; without it the caller is the patient, the \
                    guardian of a dependent, or staff, and `slotId` names the offer. With `insteadOf`, the \
                    `laterBooking` of the offer, that booking moves to the slot, and the answer is 200. A second \
                    request within the time of the offer answers the booking with 200. A wrong token is refused \
                    as `validation`, an offer that has expired, or has given way to the offer of another slot, \
                    as `state-conflict`.""")
    @Answers(value = Booking.class, status = { 201, 200 }, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION },
            otherHeaders = HttpHeaders.ETAG)
    @Refusals({ ProblemType.STATE_CONFLICT, ProblemType.SLOT_TAKEN, ProblemType.PATIENT_BUSY, ProblemType.NOT_LICENSED,
            ProblemType.SLOT_IN_PAST, ProblemType.TOO_LATE, ProblemType.TOO_MANY_BOOKINGS,
            ProblemType.EMAIL_UNCONFIRMED, ProblemType.PHONE_NEEDED })
    ResponseEntity<?> book(@PathVariable UUID id, @Valid @RequestBody OfferBookingRequest request, IdempotencyKey key,
            Optional<Caller> caller) {
        var outcome = request.token() == null
                ? bookOffer.by(FindEntry.loggedIn(caller), id, named(request.slotId()), request.wanted(),
                        key.on(request))
                : bookOffer.byToken(id, new OfferToken(request.token()), request.wanted(), key.on(request));
        return switch (outcome) {
            case Tried(var once) -> OnceAnswer.of(once, booked -> answer(booked, request.token() != null));
            case NothingOffered _ -> Problem.answer(ProblemType.STATE_CONFLICT, "The slot has not been offered");
        };
    }

    /** If two clicks come at the same moment, the second finds the booking of the first. */
    private ResponseEntity<?> answer(BookingOutcome outcome, boolean byLink) {
        var known = outcome instanceof NotClaimed(PatientBusy(var booking, var sameSlot)) && sameSlot
                ? bookOffer.found(booking)
                : outcome;
        return BookingAnswers.of(byLink ? withoutContact(known) : known);
    }

    private static BookingOutcome withoutContact(BookingOutcome outcome) {
        return switch (outcome) {
            case Booked(var booking) -> new Booked(booking.withoutContact());
            case Done(var booking) -> new Done(booking.withoutContact());
            case BookingOutcome refusal -> refusal;
        };
    }

    @OpenToAll
    @DeleteMapping("/offer")
    @Operation(operationId = "declineWaitlistOffer", summary = "Decline the slot that is held for an entry",
            description = """
                    The slot goes to the next in line; the entry keeps its place, and is not asked about that slot \
                    again. With the `token` of the mail no login is needed; it declines its own offer only. Without it \
                    `slotId` names the offer: if another slot is held for the entry by now, the request is refused as \
                    `state-conflict`. A second request, or one after the offer has ended, changes nothing.""")
    @Answers(status = 204)
    @Refusals(ProblemType.STATE_CONFLICT)
    ResponseEntity<?> decline(@PathVariable UUID id,
            @RequestParam(required = false) @Size(max = OfferToken.MAX_LENGTH) @Nullable String token,
            @RequestParam(required = false) @Nullable SlotId slotId, Optional<Caller> caller) {
        var found = findEntry.find(id, OfferToken.of(token), caller);
        var slot = token == null ? named(slotId) : found.entry().offeredSlot();
        var outcome = slot == null ? new Declined()
                : declineOffer.decline(found.entry(), slot, caller.orElse(found.reader()));
        return switch (outcome) {
            case Declined _ -> ResponseEntity.noContent().build();
            case DeclineOffer.Outcome.OtherSlotOffered _ -> ClaimAnswers.of(new OtherSlotOffered());
        };
    }

    private static SlotId named(@Nullable SlotId slot) {
        if (slot == null) {
            throw Refused.invalid("slotId", "is missing");
        }
        return slot;
    }
}
