package dev.medislot.booking.waitlist;

import dev.medislot.web.Secret;
import dev.medislot.web.Sha256;
import org.jspecify.annotations.Nullable;

/** The secret of the link in the mail about an offer; it opens that offer only. */
record OfferToken(String text) {

    static final int MAX_LENGTH = 100;

    static @Nullable OfferToken of(@Nullable String text) {
        return text == null ? null : new OfferToken(text);
    }

    static OfferToken random() {
        return new OfferToken(Secret.random());
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
