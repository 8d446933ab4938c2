package dev.medislot.notification.mail;

import dev.medislot.web.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secret part of the link with which a reminder's reader switches reminders off; good for nothing else. */
public record MuteSecret(String text) {

    private static final String PATH = "/api/v1/reminders/";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static MuteSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new MuteSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
