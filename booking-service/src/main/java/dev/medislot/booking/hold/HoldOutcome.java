package dev.medislot.booking.hold;

import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Hold;

/** Every way in which a request for a hold can end. */
sealed interface HoldOutcome {

    record Held(Hold hold) implements HoldOutcome {}

    record NotHeld(Refusal why) implements HoldOutcome {}
}
