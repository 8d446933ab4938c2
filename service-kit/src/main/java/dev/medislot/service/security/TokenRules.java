package dev.medislot.service.security;

import dev.medislot.common.Role;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The claims that the tokens of an issuer must have, besides the issuer and the times.
 *
 * @param roles the role for each value of the claim
 */
record TokenRules(TokenIssuer issuer, String audience, String roleClaim, Map<String, Role> roles)
        implements OAuth2TokenValidator<Jwt> {

    static final String AUDIENCE = "medislot";

    private static final Map<String, Role> OWN_ROLES = Map.of(Role.PATIENT.name(), Role.PATIENT, Role.DOCTOR.name(),
            Role.DOCTOR, Role.STAFF.name(), Role.STAFF);

    /** The rules of the tokens that the services sign. */
    static TokenRules of(TokenIssuer issuer) {
        return new TokenRules(issuer, AUDIENCE, Caller.ROLE, OWN_ROLES);
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt jwt) {
        var isValid = jwt.getExpiresAt() != null && isForUs(jwt) && isId(jwt.getSubject())
                && (issuer == TokenIssuer.EXTERNAL || hasSession(jwt)) && role(jwt).isPresent();
        return isValid ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
    }

    private boolean isForUs(Jwt jwt) {
        var audiences = jwt.getAudience();
        return audiences != null && audiences.contains(audience);
    }

    private static boolean isId(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean hasSession(Jwt jwt) {
        return jwt.getId() != null && isId(jwt.getClaimAsString(Caller.SESSION));
    }

    /** The role of the token's owner; empty when the issuer does not keep accounts of that role. */
    Optional<Role> role(Jwt jwt) {
        var claim = jwt.getClaims().get(roleClaim);
        var values = claim instanceof Collection<?> several ? several.stream() : Stream.ofNullable(claim);
        return values.map(value -> roles.get(value.toString()))
                .filter(Objects::nonNull)
                .filter(issuer::speaksFor)
                .findFirst();
    }
}
