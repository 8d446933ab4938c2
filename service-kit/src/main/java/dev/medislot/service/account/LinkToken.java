package dev.medislot.service.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.Role;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of a link. It begins with the service that keeps the account, so that the gateway can route it. */
record LinkToken(String text) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static LinkToken random(Role role) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new LinkToken(
                (role == Role.PATIENT ? "b." : "a.") + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As it is stored, so that a reader of the table can open no link. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "LinkToken";
    }
}
