package dev.medislot.service.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.medislot.common.Role;
import dev.medislot.infra.TokenKeys;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class ExternalIssuerTest {

    @TempDir
    Path folder;

    private HttpServer issuer;
    private RSAKey key;
    private RSAKey ours;
    private FileSystemResource publicKey;

    @BeforeEach
    void startIssuer() throws Exception {
        var keys = TokenKeys.in(folder, "booking");
        publicKey = new FileSystemResource(keys.publicKey());
        ours = new PemFile<>(new FileSystemResource(keys.privateKey()), PemKeys::privateKey, Clock.systemUTC())
                .content();
        key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        serve("/.well-known/openid-configuration", """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/login",
                 "token_endpoint":"%1$s/token","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(address()));
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    private void serve(String path, String json) {
        issuer.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private String address() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    @Test
    void patientsAndDoctorsStandForThemselves() {
        var accepted = accepting("role", Map.of());
        assertThat(authorities(accepted, claims().claim("role", "PATIENT"))).contains("ROLE_PATIENT");
        assertThat(authorities(accepted, claims().claim("role", "DOCTOR"))).contains("ROLE_DOCTOR");
        for (var role : List.of("STAFF", "SYSTEM", "patient", "")) {
            assertRefused(accepted, claims().claim("role", role));
        }
    }

    @Test
    void aRoleMayBeMapped() {
        var accepted = accepting("groups", Map.of("front-desk", Role.STAFF));
        assertThat(authorities(accepted, claims().claim("groups", List.of("all", "front-desk"))))
                .contains("ROLE_STAFF");
        assertThat(authorities(accepted, claims().claim("groups", "front-desk"))).contains("ROLE_STAFF");
        assertRefused(accepted, claims().claim("groups", List.of("STAFF", "PATIENT")));
        assertRefused(accepted, claims().claim("role", "PATIENT"));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        var accepted = accepting("role", Map.of());
        var patient = claims().claim("role", "PATIENT");
        assertThat(authorities(accepted, patient)).isNotEmpty();
        assertRefused(accepted, patient.audience("another-client"));
        assertRefused(accepted, patient.audience((String) null));
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        assertRefused(accepting("role", Map.of()), claims().claim("role", "PATIENT").expirationTime(null));
    }

    @Test
    void aKeyOfOursDoesNotSpeakForTheIssuer() {
        var accepted = accepting("role", Map.of());
        var token = signed(ours, claims().claim("role", "PATIENT"));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> authenticate(accepted, token));
    }

    @Test
    void anIssuerNeedsAnAudience() {
        assertThatIllegalArgumentException().isThrownBy(() -> properties(null, "role", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("app", "role", Map.of("x", Role.SYSTEM)));
    }

    private AcceptedTokens accepting(String roleClaim, Map<String, Role> roles) {
        var keys = new VerificationKeys(publicKey, Clock.systemUTC());
        return new AcceptedTokens(properties("app", roleClaim, roles), new IssuerKeys(keys, keys), List.of());
    }

    private TokenProperties properties(String audience, String roleClaim, Map<String, Role> roles) {
        return new TokenProperties(publicKey, publicKey, null, null, Duration.ofMinutes(15), URI.create(address()),
                audience, roleClaim, roles);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(address())
                .subject(UUID.randomUUID().toString())
                .audience("app")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private List<String> authorities(AcceptedTokens accepted, JWTClaimsSet.Builder claims) {
        return authenticate(accepted, signed(key, claims)).stream().map(GrantedAuthority::getAuthority).toList();
    }

    private void assertRefused(AcceptedTokens accepted, JWTClaimsSet.Builder claims) {
        var token = signed(key, claims);
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> authenticate(accepted, token));
    }

    private List<GrantedAuthority> authenticate(AcceptedTokens accepted, String token) {
        return List.copyOf(
                accepted.resolve(address()).authenticate(new BearerTokenAuthenticationToken(token)).getAuthorities());
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                    claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
