package dev.medislot.notification.feed;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;

/** The feed of one person. */
record CalendarFeed(@Id UUID personId, Instant createdAt) {}
