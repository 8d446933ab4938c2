package dev.medislot.booking.waitlist;

import dev.medislot.web.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of the link in the mail about an offer; it opens that offer only. */
record OfferToken(String text) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static OfferToken random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new OfferToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The token as it is stored, so that a reader of the table can open no link. */
    byte[] hash() {
        return Sha256.of(text);
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "OfferToken";
    }
}
