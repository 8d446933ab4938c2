package dev.medislot.service.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that gets the next access token of a session, once.
 *
 * @param family the same in all refresh tokens of a session, so that a token of any age is recognised
 * @param secret new in each token
 */
record RefreshToken(String prefix, String family, String secret) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("([a-z]\\.)([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static RefreshToken first(String prefix) {
        return new RefreshToken(prefix, random(), random());
    }

    /** Empty for a text that never was a refresh token. */
    static Optional<RefreshToken> of(String text) {
        return Optional.of(FORM.matcher(text))
                .filter(Matcher::matches)
                .map(form -> new RefreshToken(form.group(1), form.group(2), form.group(3)));
    }

    RefreshToken next() {
        return new RefreshToken(prefix, family, random());
    }

    byte[] familyHash() {
        return sha256(prefix + family);
    }

    byte[] hash() {
        return sha256(text());
    }

    String text() {
        return prefix + family + secret;
    }

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return prefix + "...";
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
