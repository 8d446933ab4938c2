package dev.medislot.client.booking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to book what the waitlist offers.
 *
 * @param token that of the link in the mail; null for a caller who is logged in
 * @param insteadOf the later booking of the offer, which moves to the slot; null for a new booking
 */
public record OfferBooking(@Nullable String token, @Nullable String reason, @Nullable UUID insteadOf) {

    /** Makes the request of a logged-in caller. */
    public static OfferBooking loggedIn() {
        return new OfferBooking(null, null, null);
    }
}
