package dev.medislot.service.security;

import dev.medislot.common.Role;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** The issuers of tokens; each is trusted only for the roles whose accounts it keeps. */
public enum TokenIssuer {
    AVAILABILITY("medislot-availability", "a."), BOOKING("medislot-booking", "b."), EXTERNAL("", "");

    private final String claim;
    private final String prefix;

    TokenIssuer(String claim, String prefix) {
        this.claim = claim;
        this.prefix = prefix;
    }

    /** Whether one of the services signed the token, given that its signature is valid. */
    public static boolean isOurs(Jwt jwt) {
        var issuer = jwt.getClaimAsString(JwtClaimNames.ISS);
        return Stream.of(AVAILABILITY, BOOKING).anyMatch(ours -> ours.claim.equals(issuer));
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
