package dev.medislot.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of the link in a mail that cancels one booking without a login, and is good for nothing else: an HMAC of
 * the booking's id under the key of the person who gets the mail. Nothing has to be stored for it.
 */
public record CancelToken(String text) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "cancel ";

    /**
     * Makes the token.
     *
     * @param linkKey that of the patient, or of the guardian of a dependent
     */
    public static CancelToken of(UUID booking, String linkKey) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(linkKey.getBytes(UTF_8), ALGORITHM));
            var digest = mac.doFinal((PURPOSE + booking).getBytes(UTF_8));
            return new CancelToken(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes as long for a wrong token as for one that is almost right. */
    public boolean opens(UUID booking, String linkKey) {
        return MessageDigest.isEqual(text.getBytes(UTF_8), of(booking, linkKey).text.getBytes(UTF_8));
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "CancelToken";
    }
}
