package dev.medislot.client.booking;

/**
 * The token of the link in a mail that cancels a booking.
 *
 * @param version that its reader saw; if that of the booking differs, it is not cancelled
 */
public record CancelLink(String token, int version) {

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "CancelLink";
    }
}
