package dev.medislot.service.session;

import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SessionsEnded;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.testkit.ServiceSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(classes = FollowEndedSessionsTest.SmallService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FollowEndedSessionsTest.Settings.class)
class FollowEndedSessionsTest {

    @EnableAutoConfiguration
    @RestController
    static class SmallService {

        @GetMapping("/me")
        UUID me(Caller caller) {
            return caller.id();
        }
    }

    static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(ServiceSettings.on("common"))
                    .and(ServiceSettings.signingForBooking())
                    .applyTo(context);
        }
    }

    private static final UUID PATIENT = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    TokenSigner patients;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aTokenOfASessionThatEndedElsewhereIsRefused() {
        var session = UUID.randomUUID();
        var token = token(session);
        got(token).expectStatus().isOk();
        var now = Instant.now();

        transaction.executeWithoutResult(_ -> outbox
                .publish(new SessionsEnded(PATIENT, Role.PATIENT, List.of(session), false, now.toEpochMilli(), now)));

        await().untilAsserted(() -> got(token).expectStatus().isUnauthorized());
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
                .uri("/me")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }
}
