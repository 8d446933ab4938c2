package dev.medislot.infra;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A password of 192 random bits, in hexadecimal digits: no server or client has to quote it. */
public final class RandomPassword {

    private static final int BYTES = 24;

    private RandomPassword() {}

    public static String draw() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
