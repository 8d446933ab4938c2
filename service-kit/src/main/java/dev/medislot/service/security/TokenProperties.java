package dev.medislot.service.security;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are believed, and with which key a service signs its own.
 *
 * @param availabilityPublicKey PEM; verifies doctors' and staff's tokens
 * @param bookingPublicKey PEM; verifies patients' tokens
 * @param availabilityPrivateKey PEM, PKCS#8; only the availability service has it
 * @param bookingPrivateKey PEM, PKCS#8; only the booking service has it
 * @param issuerUri an external OIDC issuer that is believed too, for every role
 */
@ConfigurationProperties("medislot.tokens")
record TokenProperties(Resource availabilityPublicKey, Resource bookingPublicKey,
        @Nullable Resource availabilityPrivateKey, @Nullable Resource bookingPrivateKey,
        @DefaultValue("1h") Duration lifetime, @Nullable URI issuerUri) {}
