package dev.medislot.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Creates secrets that cannot be guessed. */
public final class Secret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** Returns 43 random characters that a URL may contain. */
    public static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
