package dev.medislot.booking.claim;

import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.PatientUnknown;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotInPast;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.booking.claim.Claim.TooManyHolds;
import dev.medislot.web.problem.ProblemType;
import org.springframework.http.ProblemDetail;

/** The problem documents of refused claims. */
public final class ClaimProblems {

    private ClaimProblems() {}

    public static ProblemDetail of(Refusal refusal) {
        return switch (refusal) {
            case SlotTaken(_, var holdEnded) when holdEnded != null -> ProblemType.SLOT_TAKEN.because(
                    "The hold on it expired at %s, and the slot was given to somebody else".formatted(holdEnded));
            case SlotTaken _ -> ProblemType.SLOT_TAKEN.because("Somebody else has this time of the doctor");
            case PatientBusy(var booking, var sameSlot) -> {
                var problem = ProblemType.PATIENT_BUSY
                        .because((sameSlot ? "The patient has this very slot already: it is booking %s"
                                : "Move or cancel booking %s first").formatted(booking));
                problem.setProperty("bookingId", booking);
                yield problem;
            }
            case NotLicensed(var state) -> ProblemType.NOT_LICENSED
                    .because("The doctor may not see patients in %s on that day".formatted(state));
            case SlotInPast _ -> ProblemType.SLOT_IN_PAST.because("Choose a later one");
            case NoticeTooShort(var minimum) -> ProblemType.TOO_LATE.because(
                    "A slot must be booked at least %d minutes before it starts".formatted(minimum.toMinutes()));
            case TooManyBookings(var max) -> ProblemType.TOO_MANY_BOOKINGS
                    .because("A patient may have at most %d bookings ahead".formatted(max));
            case TooManyHolds(var max) -> ProblemType.TOO_MANY_BOOKINGS
                    .because("A patient may hold at most %d slots at a time".formatted(max));
            case SlotUnknown _ -> ProblemType.NOT_FOUND.because("No doctor offers such a slot");
            case PatientUnknown _ -> ProblemType.NOT_FOUND.because("There is no such patient");
        };
    }
}
