package dev.medislot.client.booking;

import org.jspecify.annotations.Nullable;

/**
 * A wish to book what the waitlist offers.
 *
 * @param token that of the link in the mail; null for a caller who is logged in
 */
public record OfferBooking(@Nullable String token, @Nullable String reason) {

    /** Makes the request of a caller who is logged in. */
    public static OfferBooking loggedIn() {
        return new OfferBooking(null, null);
    }
}
