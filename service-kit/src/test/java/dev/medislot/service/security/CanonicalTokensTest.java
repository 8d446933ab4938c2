package dev.medislot.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class CanonicalTokensTest {

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("bookingTokenSigner")
    TokenSigner patients;

    @ParameterizedTest
    @ValueSource(strings = { "Bearer %s", "bearer %s", "BEARER %s" })
    void theSchemeMayBeWrittenInAnyWay(String header) {
        got(header.formatted(token())).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bearer %s=", "Bearer %s==", "bearer %s=" })
    void paddingIsRefused(String header) {
        isRefused(header.formatted(token()));
    }

    /** The signature's 256 bytes leave four bits of the last letter unused. */
    @Test
    void unusedBitsAreRefused() {
        var token = token();
        var last = token.charAt(token.length() - 1);

        isRefused("Bearer " + token.substring(0, token.length() - 1) + (char) (last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.b.c", "e30=.e30.c2ln", "e30.e30.c2lnA", "e30.e30.+/8", "e30.e31.c2ln" })
    void otherSpellingsAreNotCanonical(String token) {
        assertThat(CanonicalTokens.isCanonical(token)).isFalse();
    }

    @Test
    void aCanonicalTokenIs() {
        assertThat(CanonicalTokens.isCanonical("e30.e30.c2ln")).isTrue();
        assertThat(CanonicalTokens.isCanonical(token())).isTrue();
    }

    private String token() {
        return patients.sign(UUID.randomUUID(), Role.PATIENT, UsState.CA, UUID.randomUUID());
    }

    private void isRefused(String header) {
        got(header).expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:medislot:problem:unauthenticated");
    }

    private RestTestClient.ResponseSpec got(String header) {
        return RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/people/me")
                .header("Authorization", header)
                .exchange();
    }
}
