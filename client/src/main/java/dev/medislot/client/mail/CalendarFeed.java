package dev.medislot.client.mail;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A private calendar of the caller's appointments.
 *
 * @param address where a calendar program reads it; only in the answer to its creation
 */
public record CalendarFeed(@Nullable URI address, Instant createdAt) {}
