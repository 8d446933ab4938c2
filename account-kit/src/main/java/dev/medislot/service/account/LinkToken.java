package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.web.Sha256;
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

    /** The token as it is stored, so that a reader of the table can open no link. */
    byte[] hash() {
        return Sha256.of(text);
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "LinkToken";
    }
}
