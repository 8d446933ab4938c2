package dev.medislot.service.security;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.ServiceTest;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.converter.RsaKeyConverters;
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
        got("/staff-only", staff.login(SOMEBODY, Role.STAFF, null).accessToken()).expectStatus().isOk();
    }

    @Test
    void aChangedTokenIsWorthNothing() {
        var token = patientToken();
        var changed = token.substring(0, token.length() - 6) + "AAAAAA";

        got("/people/me", changed).expectStatus().isUnauthorized();
    }

    @Test
    void bookingCannotMakeStaff() {
        assertThatIllegalArgumentException().isThrownBy(() -> patients.login(SOMEBODY, Role.STAFF, null));
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

    private String patientToken() {
        return patients.login(SOMEBODY, Role.PATIENT, UsState.CA).accessToken();
    }

    private ResponseSpec got(String path, String token) {
        return client.get().uri(path).headers(headers -> {
            if (token != null) {
                headers.setBearerAuth(token);
            }
        }).exchange();
    }

    private RSAPrivateKey bookingKey() {
        try (var in = keys.bookingPrivateKey().getInputStream()) {
            return RsaKeyConverters.pkcs8().convert(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String signed(RSAPrivateKey key, String issuer, String role, Instant until) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
                    new JWTClaimsSet.Builder().issuer(issuer)
                            .subject(SOMEBODY.toString())
                            .claim("role", role)
                            .expirationTime(Date.from(until))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
