package dev.medislot.booking.claim;

import dev.medislot.booking.claim.Claim.EmailUnconfirmed;
import dev.medislot.booking.claim.Claim.HeldBefore;
import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.OfferExpired;
import dev.medislot.booking.claim.Claim.OtherSlotOffered;
import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.PatientUnknown;
import dev.medislot.booking.claim.Claim.PhoneNeeded;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotInPast;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Problem;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The HTTP answer to each refusal of a claim. */
public final class ClaimAnswers {

    private ClaimAnswers() {}

    public static ResponseEntity<?> of(Refusal refusal) {
        return ResponseEntity.of(problem(refusal)).build();
    }

    private static ProblemDetail problem(Refusal refusal) {
        return switch (refusal) {
            case SlotTaken(_, var holdEnded) when holdEnded != null -> Problem.of(ProblemType.SLOT_TAKEN,
                    "The hold on it expired at %s, and the slot was given to another patient".formatted(holdEnded));
            case SlotTaken _ -> Problem.of(ProblemType.SLOT_TAKEN, "Another patient has this time of the doctor");
            case PatientBusy(var booking, var sameSlot) -> {
                var problem = Problem.of(ProblemType.PATIENT_BUSY,
                        (sameSlot ? "The patient has this very slot already: it is booking %s"
                                : "Move or cancel booking %s first").formatted(booking));
                problem.setProperty("bookingId", booking);
                yield problem;
            }
            case NotLicensed(var state) -> Problem.of(ProblemType.NOT_LICENSED,
                    "The doctor may not see patients in %s on that day".formatted(state));
            case SlotInPast _ -> Problem.of(ProblemType.SLOT_IN_PAST, "Choose a later one");
            case NoticeTooShort(var minimum) -> Problem.of(ProblemType.TOO_LATE,
                    "A slot must be booked at least %d minutes before it starts".formatted(minimum.toMinutes()));
            case TooManyBookings(var max) -> Problem.of(ProblemType.TOO_MANY_BOOKINGS,
                    "A patient may have at most %d bookings ahead".formatted(max));
            case EmailUnconfirmed(var max) -> Problem.of(ProblemType.EMAIL_UNCONFIRMED,
                    "Before the email address is confirmed, a patient may have at most %d bookings ahead"
                            .formatted(max));
            case PhoneNeeded _ -> Problem.of(ProblemType.PHONE_NEEDED,
                    "The doctor calls for this visit: add a telephone number to the profile first");
            case HeldBefore(var againFrom) -> Problem.of(ProblemType.STATE_CONFLICT,
                    "You have held this time already: book it, or hold it again from %s on".formatted(againFrom));
            case SlotUnknown _ -> Problem.of(ProblemType.NOT_FOUND,
                    "No doctor offers such a slot, or it was published only a moment ago");
            case PatientUnknown _ -> Problem.of(ProblemType.NOT_FOUND, "There is no such patient");
            case OfferExpired _ -> Problem.of(ProblemType.STATE_CONFLICT, "The offer has expired");
            case OtherSlotOffered _ -> Problem.of(ProblemType.STATE_CONFLICT, "Another slot is offered by now");
        };
    }
}
