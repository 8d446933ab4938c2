package dev.medislot.service.security;

import dev.medislot.common.Role;

/** The issuers of tokens; each is trusted only for the roles whose accounts it keeps. */
enum TokenIssuer {
    AVAILABILITY("medislot-availability", "a."), BOOKING("medislot-booking", "b."), EXTERNAL("", "");

    private final String claim;
    private final String prefix;

    TokenIssuer(String claim, String prefix) {
        this.claim = claim;
        this.prefix = prefix;
    }

    String claim() {
        return claim;
    }

    /** The start of each refresh token of this issuer, by which the gateway routes it. */
    String prefix() {
        return prefix;
    }

    boolean speaksFor(Role role) {
        return switch (role) {
            case PATIENT -> this != AVAILABILITY;
            case DOCTOR, STAFF -> this != BOOKING;
            case SYSTEM -> false;
        };
    }
}
