package dev.medislot.service.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs the tokens of the people whose accounts a service keeps. */
public class TokenSigner {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSigner.class);

    private final PemFile<RSAKey> privateKey;
    private final VerificationKeys publicKeys;
    private final TokenIssuer issuer;
    private final Duration lifetime;
    private final Clock clock;
    private volatile RSAKey key;
    private volatile JwtEncoder encoder;

    /** Throws IllegalStateException when the public keys do not have the key that signs. */
    TokenSigner(Resource privateKey, VerificationKeys publicKeys, TokenIssuer issuer, Duration lifetime, Clock clock) {
        this.privateKey = new PemFile<>(privateKey, PemKeys::privateKey, clock);
        this.publicKeys = publicKeys;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
        this.key = this.privateKey.content();
        this.encoder = encoder(key);
        if (!publicKeys.has(key.getKeyID())) {
            throw new IllegalStateException("The public key of %s is not among the public keys of %s"
                    .formatted(privateKey.getDescription(), issuer.claim()));
        }
    }

    private static JwtEncoder encoder(RSAKey key) {
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    }

    /** Whether a signer of one of the services signed the token, given that its signature is valid. */
    public static boolean isOurs(Jwt jwt) {
        var claim = jwt.getClaimAsString(JwtClaimNames.ISS);
        return Stream.of(TokenIssuer.AVAILABILITY, TokenIssuer.BOOKING).anyMatch(ours -> ours.claim().equals(claim));
    }

    public boolean speaksFor(Role role) {
        return issuer.speaksFor(role);
    }

    /** The start of each refresh token that this service gives out. */
    public String prefix() {
        return issuer.prefix();
    }

    public Duration lifetime() {
        return lifetime;
    }

    VerificationKeys publicKeys() {
        return publicKeys;
    }

    /**
     * Signs an access token. Throws IllegalArgumentException for a role that this service does not speak for.
     *
     * @param session the session that the token ends with
     */
    public String sign(UUID id, Role role, @Nullable UsState state, UUID session) {
        if (!speaksFor(role)) {
            throw new IllegalArgumentException("%s does not sign tokens of a %s".formatted(issuer, role));
        }
        takeNewKey();
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(issuer.claim())
                .audience(List.of(TokenRules.AUDIENCE))
                .subject(id.toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .claim(Caller.ROLE, role.name())
                .claim(Caller.SESSION, session.toString());
        if (state != null) {
            claims.claim(Caller.STATE, state.name());
        }
        var header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    /** Signs with a new private key as soon as its public key is published. */
    private void takeNewKey() {
        var present = privateKey.content();
        if (!present.equals(key) && publicKeys.has(present.getKeyID())) {
            LOG.info("Signs with the key {} from now on", present.getKeyID());
            encoder = encoder(present);
            key = present;
        }
    }
}
