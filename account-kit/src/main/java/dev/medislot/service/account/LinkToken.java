package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.web.Secret;
import dev.medislot.web.Sha256;

/** The secret of a link. It begins with the service that keeps the account, so that the gateway can route it. */
record LinkToken(String text) {

    static LinkToken random(Role role) {
        return new LinkToken((role == Role.PATIENT ? "b." : "a.") + Secret.random());
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
