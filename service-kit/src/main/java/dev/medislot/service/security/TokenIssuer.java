package dev.medislot.service.security;

import dev.medislot.common.Role;

/** The issuers of tokens; each is trusted only for the roles whose accounts it keeps. */
enum TokenIssuer {
    AVAILABILITY("medislot-availability"), BOOKING("medislot-booking"), EXTERNAL("");

    private final String claim;

    TokenIssuer(String claim) {
        this.claim = claim;
    }

    String claim() {
        return claim;
    }

    boolean speaksFor(Role role) {
        return switch (role) {
            case PATIENT -> this != AVAILABILITY;
            case DOCTOR, STAFF -> this != BOOKING;
            case SYSTEM -> false;
        };
    }
}
