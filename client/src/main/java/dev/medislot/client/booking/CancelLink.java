package dev.medislot.client.booking;

/** The token of the link in a mail that cancels a booking. */
public record CancelLink(String token) {

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "CancelLink";
    }
}
