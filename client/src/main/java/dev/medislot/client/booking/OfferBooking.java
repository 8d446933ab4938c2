package dev.medislot.client.booking;

import dev.medislot.common.SlotId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for the slot that the waitlist offers.
 *
 * @param token that of the link in the mail; null for a caller who is logged in
 * @param slotId the slot of the offer; null with a token, which names its offer
 * @param insteadOf the later booking of the offer, which moves to the slot; null for a new booking
 */
public record OfferBooking(@Nullable String token, @Nullable SlotId slotId, @Nullable String reason,
        @Nullable UUID insteadOf) {

    /** Makes the request of a logged-in caller. */
    public static OfferBooking of(SlotId slotId) {
        return new OfferBooking(null, slotId, null, null);
    }
}
