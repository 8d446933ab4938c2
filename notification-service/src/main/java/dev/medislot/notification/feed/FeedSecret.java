package dev.medislot.notification.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.medislot.web.Secret;
import dev.medislot.web.Sha256;
import java.util.HexFormat;

/** The secret part of a feed's address. */
record FeedSecret(@JsonValue String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    FeedSecret {}

    static FeedSecret random() {
        return new FeedSecret(Secret.random());
    }

    /** The secret as it is stored, so that a reader of the table can open no feed. */
    String hash() {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "FeedSecret";
    }
}
