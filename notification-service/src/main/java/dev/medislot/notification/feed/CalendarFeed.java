package dev.medislot.notification.feed;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;

/** The feed of one person; its secret is part of the address. */
record CalendarFeed(@Id UUID personId, String secret, Instant createdAt) {}
