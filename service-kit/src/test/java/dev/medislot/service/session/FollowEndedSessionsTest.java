package dev.medislot.service.session;

import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SessionsEnded;
import dev.medislot.service.ServiceTest;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class FollowEndedSessionsTest {

    private static final UUID PATIENT = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("bookingTokenSigner")
    TokenSigner patients;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @ResourceLock("kafka")
    void aTokenOfASessionThatEndedElsewhereIsRefused() {
        var session = UUID.randomUUID();
        var token = token(session);
        got(token).expectStatus().isOk();
        var now = Instant.now();

        transaction.executeWithoutResult(_ -> outbox
                .publish(new SessionsEnded(PATIENT, Role.PATIENT, List.of(session), false, now.toEpochMilli(), now)));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> got(token).expectStatus().isUnauthorized());
        got(token(UUID.randomUUID())).expectStatus().isOk();
    }

    private String token(UUID session) {
        return patients.sign(PATIENT, Role.PATIENT, UsState.CA, session);
    }

    private ResponseSpec got(String token) {
        return RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/people/me")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }
}
