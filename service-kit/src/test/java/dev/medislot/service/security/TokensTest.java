package dev.medislot.service.security;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.ServiceTest;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ServiceTest
class TokensTest {

    private static final UUID SOMEBODY = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("bookingTokenSigner")
    TokenSigner patients;

    @Autowired
    @Qualifier("availabilityTokenSigner")
    TokenSigner staff;

    @Autowired
    TokenProperties keys;

    RestTestClient client;

    @BeforeEach
    void connect() {
        client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void meIsTheCaller() {
        got("/people/me", patientToken()).expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(SOMEBODY.toString());
    }

    @Test
    void withoutATokenNothingIsServed() {
        got("/people/me", null).expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:medislot:problem:unauthenticated");
    }

    @Test
    void unlessItIsPublic() {
        got("/open/who", null).expectStatus().isOk().expectBody().jsonPath("$.who").isEqualTo("nobody");
        got("/open/who", patientToken()).expectStatus().isOk().expectBody().jsonPath("$.who").isEqualTo("PATIENT");
    }

    @Test
    void whoMayReadMayAskForTheHeadersAlone() {
        client.head().uri("/open/who").exchange().expectStatus().isOk();
        client.head().uri("/people/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aPatientIsNotStaff() {
        got("/staff-only", patientToken()).expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:medislot:problem:forbidden");
        got("/staff-only", staff.sign(SOMEBODY, Role.STAFF, null, UUID.randomUUID())).expectStatus().isOk();
    }

    @Test
    void aChangedTokenIsWorthNothing() {
        var token = patientToken();
        var changed = token.substring(0, token.length() - 6) + "AAAAAA";

        got("/people/me", changed).expectStatus().isUnauthorized();
    }

    @Test
    void bookingCannotMakeStaff() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> patients.sign(SOMEBODY, Role.STAFF, null, UUID.randomUUID()));
        got("/staff-only", signed(bookingKey(), "medislot-booking", "STAFF", Instant.now().plusSeconds(60)))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aKeyCannotSpeakForTheOtherIssuer() {
        got("/staff-only", signed(bookingKey(), "medislot-availability", "STAFF", Instant.now().plusSeconds(60)))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void anUnknownIssuerIsRefused() {
        got("/people/me", signed(bookingKey(), "somebody-else", "PATIENT", Instant.now().plusSeconds(60)))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aTokenEnds() {
        got("/people/me", signed(bookingKey(), "medislot-booking", "PATIENT", Instant.now().minusSeconds(3600)))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aTokenThatSaysEverythingIsAccepted() {
        got("/people/me", signed(named(bookingKey()), bookingKey(), patientClaims())).expectStatus().isOk();
    }

    @Test
    void aTokenThatLeavesSomethingOutIsRefused() {
        var key = bookingKey();
        for (var claims : List.of(patientClaims().expirationTime(null), patientClaims().audience((String) null),
                patientClaims().audience("another-system"), patientClaims().jwtID(null),
                patientClaims().claim("sid", null), patientClaims().claim("sid", "1"),
                patientClaims().subject("somebody"))) {
            got("/people/me", signed(named(key), key, claims)).expectStatus().isUnauthorized();
        }
    }

    @Test
    void aTokenNamesTheKeyThatSignedIt() {
        var key = bookingKey();
        var unnamed = new JWSHeader.Builder(JWSAlgorithm.RS256).build();
        var unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("another").build();
        got("/people/me", signed(unnamed, key, patientClaims())).expectStatus().isUnauthorized();
        got("/people/me", signed(unknown, key, patientClaims())).expectStatus().isUnauthorized();
    }

    @Test
    void anotherAlgorithmIsRefused() throws Exception {
        var key = bookingKey();
        var stronger = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(key.getKeyID()).build();
        got("/people/me", signed(stronger, key, patientClaims())).expectStatus().isUnauthorized();
        got("/people/me", new PlainJWT(patientClaims().build()).serialize()).expectStatus().isUnauthorized();
        // the public key as the secret of an HMAC
        var hmac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                patientClaims().build());
        hmac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        got("/people/me", hmac.serialize()).expectStatus().isUnauthorized();
    }

    private static JWSHeader named(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    }

    private static JWTClaimsSet.Builder patientClaims() {
        return claims("medislot-booking", "PATIENT");
    }

    private String patientToken() {
        return patients.sign(SOMEBODY, Role.PATIENT, UsState.CA, UUID.randomUUID());
    }

    private ResponseSpec got(String path, String token) {
        return client.get().uri(path).headers(headers -> {
            if (token != null) {
                headers.setBearerAuth(token);
            }
        }).exchange();
    }

    private RSAKey bookingKey() {
        return new PemFile<>(keys.bookingPrivateKey(), PemKeys::privateKey, Clock.systemUTC()).content();
    }

    private static String signed(RSAKey key, String issuer, String role, Instant until) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key,
                claims(issuer, role).expirationTime(Date.from(until)));
    }

    private static JWTClaimsSet.Builder claims(String issuer, String role) {
        return new JWTClaimsSet.Builder().issuer(issuer)
                .subject(SOMEBODY.toString())
                .audience("medislot")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("role", role);
    }

    private static String signed(JWSHeader header, RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
