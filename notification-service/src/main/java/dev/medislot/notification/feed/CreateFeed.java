package dev.medislot.notification.feed;

import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Creates a person's calendar feed, or replaces its secret. */
@Component
class CreateFeed {

    private static final TypeReference<NewFeed> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final CalendarFeeds feeds;
    private final Clock clock;

    CreateFeed(IdempotencyKeys keys, CalendarFeeds feeds, Clock clock) {
        this.keys = keys;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** Creates at most once for the key of the request. */
    Once<NewFeed> create(UUID person, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> create(person));
    }

    private NewFeed create(UUID person) {
        var feed = new NewFeed(person, FeedSecret.random(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        feeds.put(feed.personId(), feed.secret().hash(), feed.createdAt());
        return feed;
    }
}
