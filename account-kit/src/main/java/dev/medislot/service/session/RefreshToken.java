package dev.medislot.service.session;

import dev.medislot.web.Secret;
import dev.medislot.web.Sha256;
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

    private static final Pattern FORM = Pattern.compile("([a-z]\\.)([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{43})");

    static RefreshToken first(String prefix) {
        return new RefreshToken(prefix, Secret.random(), Secret.random());
    }

    /** Returns empty for a text that never was a refresh token. */
    static Optional<RefreshToken> of(String text) {
        return Optional.of(FORM.matcher(text))
                .filter(Matcher::matches)
                .map(form -> new RefreshToken(form.group(1), form.group(2), form.group(3)));
    }

    RefreshToken next() {
        return new RefreshToken(prefix, family, Secret.random());
    }

    byte[] familyHash() {
        return Sha256.of(prefix + family);
    }

    byte[] hash() {
        return Sha256.of(text());
    }

    String text() {
        return prefix + family + secret;
    }

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return prefix + "...";
    }
}
