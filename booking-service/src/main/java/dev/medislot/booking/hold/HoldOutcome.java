package dev.medislot.booking.hold;

import dev.medislot.booking.claim.Claim.Refusal;

/** Every way in which wanting to hold a slot can end. */
sealed interface HoldOutcome {

    record Held(Hold hold) implements HoldOutcome {}

    record NotHeld(Refusal why) implements HoldOutcome {}
}
