package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs the tokens of the people whose accounts a service keeps. */
public class TokenSigner {

    /** The answer to a login; {@code expiresIn} in seconds. */
    public record Login(String accessToken, String tokenType, long expiresIn, UUID id, Role role) {}

    private final JwtEncoder encoder;
    private final TokenIssuer issuer;
    private final Duration lifetime;
    private final Clock clock;

    TokenSigner(RSAPublicKey publicKey, RSAPrivateKey privateKey, TokenIssuer issuer, Duration lifetime, Clock clock) {
        this.encoder = NimbusJwtEncoder.withKeyPair(publicKey, privateKey).build();
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    boolean speaksFor(Role role) {
        return issuer.speaksFor(role);
    }

    /** Throws IllegalArgumentException for a role that this service does not speak for. */
    public Login login(UUID id, Role role, @Nullable UsState state) {
        if (!speaksFor(role)) {
            throw new IllegalArgumentException("%s does not sign tokens of a %s".formatted(issuer, role));
        }
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer.claim())
                .subject(id.toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .claim(Caller.ROLE, role.name());
        if (state != null) {
            claims.claim(Caller.STATE, state.name());
        }
        var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        var token = encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
        return new Login(token, "Bearer", lifetime.toSeconds(), id, role);
    }
}
