package dev.medislot.booking.idempotency;

import org.jspecify.annotations.Nullable;

/** An answer as it went out the first time; the body is JSON. */
public record FirstAnswer(int status, @Nullable String location, @Nullable String etag, String body) {}
