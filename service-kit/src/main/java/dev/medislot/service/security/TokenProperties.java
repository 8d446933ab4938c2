package dev.medislot.service.security;

import dev.medislot.common.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The keys that verify and sign tokens.
 *
 * @param availabilityPublicKey PEM, one or more keys; they verify doctors' and staff's tokens
 * @param bookingPublicKey PEM, one or more keys; they verify patients' tokens
 * @param availabilityPrivateKey PEM, PKCS#8; only the availability service has it
 * @param bookingPrivateKey PEM, PKCS#8; only the booking service has it
 * @param lifetime of an access token; the same on all services, which remember ended sessions for that long
 * @param issuerUri an external OIDC issuer whose tokens are accepted too
 * @param audience the audience that tokens of the external issuer must name
 * @param roleClaim the claim of the external issuer's tokens with the role, as a text or a list
 * @param roles the role for each value of that claim; without it PATIENT and DOCTOR stand for themselves
 */
@ConfigurationProperties("medislot.tokens")
public record TokenProperties(Resource availabilityPublicKey, Resource bookingPublicKey,
        @Nullable Resource availabilityPrivateKey, @Nullable Resource bookingPrivateKey,
        @DefaultValue("15m") Duration lifetime, @Nullable URI issuerUri, @Nullable String audience,
        @DefaultValue("role") String roleClaim, @DefaultValue Map<String, Role> roles) {

    public TokenProperties {
        if (issuerUri != null && (audience == null || audience.isBlank())) {
            throw new IllegalArgumentException("medislot.tokens.issuer-uri needs medislot.tokens.audience");
        }
        if (roles.isEmpty()) {
            roles = Map.of(Role.PATIENT.name(), Role.PATIENT, Role.DOCTOR.name(), Role.DOCTOR);
        }
        if (roles.containsValue(Role.SYSTEM)) {
            throw new IllegalArgumentException("medislot.tokens.roles cannot be SYSTEM");
        }
    }
}
