package dev.medislot.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.common.event.SessionsEnded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class EndedSessionsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final String EXTERNAL = "https://login.example";
    private static final UUID PERSON = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    private final EndedSessions endedSessions = at(NOW);

    @Test
    void aTokenOfAnEndedSessionIsRefused() {
        endedSessions.add(ended(false, NOW));

        assertThat(refuses(endedSessions, SESSION, NOW)).isTrue();
        assertThat(refuses(endedSessions, UUID.randomUUID(), NOW)).isFalse();
    }

    @Test
    void aTokenWithoutASessionEndsWithAllOthers() {
        endedSessions.add(ended(false, NOW));
        assertThat(refuses(endedSessions, null, NOW.minusSeconds(1))).isFalse();

        endedSessions.add(ended(true, NOW));
        assertThat(refuses(endedSessions, null, NOW.minusSeconds(1))).isTrue();
        assertThat(refuses(endedSessions, null, NOW)).isFalse();
    }

    @Test
    void aSessionOfAnExternalIssuerEndsWithAllOthers() {
        endedSessions.add(ended(false, NOW));
        assertThat(refuses(endedSessions, EXTERNAL, SESSION, NOW.minusSeconds(1))).isFalse();

        endedSessions.add(ended(true, NOW));
        for (var session : List.of(SESSION, UUID.randomUUID())) {
            assertThat(refuses(endedSessions, EXTERNAL, session, NOW.minusSeconds(1))).isTrue();
            assertThat(refuses(endedSessions, EXTERNAL, session, NOW)).isFalse();
        }
    }

    @Test
    void aLoginAfterwardsIsAccepted() {
        endedSessions.add(ended(true, NOW));

        assertThat(refuses(endedSessions, UUID.randomUUID(), NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void anEndIsForgottenOnceAllTokensExpired() {
        endedSessions.add(ended(true, NOW.minus(Duration.ofMinutes(16))));
        endedSessions.add(new SessionsEnded(PERSON, Role.PATIENT, List.of(SESSION), false, 1, NOW.minusSeconds(1)));
        endedSessions.forget();

        assertThat(refuses(endedSessions, SESSION, NOW)).isTrue();
        assertThat(refuses(endedSessions, null, NOW.minus(Duration.ofMinutes(20)))).isFalse();
    }

    private static EndedSessions at(Instant now) {
        return new EndedSessions(Duration.ofMinutes(15), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SessionsEnded ended(boolean all, Instant at) {
        return new SessionsEnded(PERSON, Role.PATIENT, List.of(SESSION), all, at.toEpochMilli(), at);
    }

    private static boolean refuses(EndedSessions endedSessions, @Nullable UUID session, Instant issuedAt) {
        var refused = refuses(endedSessions, "medislot-booking", session, issuedAt);
        assertThat(refuses(endedSessions, "medislot-availability", session, issuedAt)).isEqualTo(refused);
        return refused;
    }

    private static boolean refuses(EndedSessions endedSessions, String issuer, @Nullable UUID session,
            Instant issuedAt) {
        var token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .issuer(issuer)
                .subject(PERSON.toString())
                .issuedAt(issuedAt);
        if (session != null) {
            token.claim("sid", session.toString());
        }
        return endedSessions.validate(token.build()).hasErrors();
    }
}
