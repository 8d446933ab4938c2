package dev.medislot.notification.mail;

import dev.medislot.web.Secret;
import dev.medislot.web.Sha256;
import java.util.HexFormat;

/** The secret part of the link with which a reminder's reader switches reminders off; good for nothing else. */
public record MuteSecret(String text) {

    private static final String PATH = "/api/v1/reminders/";

    static MuteSecret random() {
        return new MuteSecret(Secret.random());
    }

    String path() {
        return PATH + text;
    }

    /** The stored digest; it does not open the link. */
    String hash() {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "MuteSecret";
    }
}
