package dev.medislot.client.mail;

import java.net.URI;
import java.time.Instant;

/** A private address at which a calendar program reads the caller's appointments. */
public record CalendarFeed(URI address, Instant createdAt) {}
