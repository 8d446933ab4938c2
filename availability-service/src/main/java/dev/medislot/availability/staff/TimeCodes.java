package dev.medislot.availability.staff;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Codes that authenticator apps show: RFC 6238 with six digits, 30 seconds and HMAC-SHA-1. */
final class TimeCodes {

    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 20;
    private static final long SECONDS = 30;

    private TimeCodes() {}

    /** A new secret in Base32. */
    static String secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }

    /** The time step of the code: the current one, the one before or the one after; empty for a wrong code. */
    static OptionalLong step(String secret, String code, Instant now) {
        var present = Math.floorDiv(now.getEpochSecond(), SECONDS);
        return LongStream.of(present, present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), code.getBytes(US_ASCII)))
                .findFirst();
    }

    private static String code(String secret, long step) {
        try {
            var key = new SecretKeySpec(new Base32().decode(secret), CODES.getAlgorithm());
            return CODES.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
