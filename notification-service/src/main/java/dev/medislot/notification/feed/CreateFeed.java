package dev.medislot.notification.feed;

import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Creates a person's calendar feed, or replaces its secret. */
@Component
class CreateFeed {

    private static final TypeReference<CalendarFeed> OUTCOME = new TypeReference<>() {
    };
    private static final int SECRET_BYTES = 32;

    private final IdempotencyKeys keys;
    private final CalendarFeeds feeds;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CreateFeed(IdempotencyKeys keys, CalendarFeeds feeds, Clock clock) {
        this.keys = keys;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** Creates at most once for the key of the request. */
    Once<CalendarFeed> create(UUID person, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> create(person));
    }

    private CalendarFeed create(UUID person) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var feed = new CalendarFeed(person, Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        feeds.put(feed.personId(), feed.secret(), feed.createdAt());
        return feed;
    }
}
