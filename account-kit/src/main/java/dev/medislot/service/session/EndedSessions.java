package dev.medislot.service.session;

import dev.medislot.common.event.SessionsEnded;
import dev.medislot.service.security.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** The sessions that ended while tokens of theirs may still be valid; it refuses these tokens. */
class EndedSessions implements OAuth2TokenValidator<Jwt> {

    private final Map<UUID, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> people = new ConcurrentHashMap<>();
    private final Duration remembered;
    private final Clock clock;

    /** @param remembered at least as long as a token is accepted after it was signed */
    EndedSessions(Duration remembered, Clock clock) {
        this.remembered = remembered;
        this.clock = clock;
    }

    Duration remembered() {
        return remembered;
    }

    void add(SessionsEnded ended) {
        ended.sessionIds().forEach(session -> sessions.put(session, ended.occurredAt()));
        if (ended.all()) {
            people.merge(ended.personId(), ended.occurredAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Forgets sessions whose tokens have all expired. */
    void forget() {
        var oldest = clock.instant().minus(remembered);
        sessions.values().removeIf(oldest::isAfter);
        people.values().removeIf(oldest::isAfter);
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt jwt) {
        return isEnded(jwt) ? OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN))
                : OAuth2TokenValidatorResult.success();
    }

    private boolean isEnded(Jwt jwt) {
        // an external issuer has sessions of its own, under the same claim
        var session = TokenSigner.isOurs(jwt) ? uuid(jwt.getClaimAsString("sid")) : null;
        if (session != null && sessions.containsKey(session)) {
            return true;
        }
        var person = session == null ? uuid(jwt.getSubject()) : null;
        var ended = person == null ? null : people.get(person);
        var issued = jwt.getIssuedAt();
        return ended != null && (issued == null || issued.isBefore(ended));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
