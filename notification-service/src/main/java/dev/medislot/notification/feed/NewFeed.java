package dev.medislot.notification.feed;

import java.time.Instant;
import java.util.UUID;

/** A feed with the secret of its address, which is known only at its creation. */
record NewFeed(UUID personId, FeedSecret secret, Instant createdAt) {}
