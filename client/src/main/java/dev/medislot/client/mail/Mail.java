package dev.medislot.client.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An email.
 *
 * @param subject null until every person in it is known, and after one of them was erased
 * @param kind such as {@code CONFIRMATION} or {@code REMINDER_24H}
 * @param status {@code PENDING}, {@code SENT} or {@code FAILED}
 */
public record Mail(UUID id, @Nullable String to, @Nullable String from, @Nullable String subject, @Nullable String body,
        String kind, @Nullable UUID bookingId, String status, int attempts, Instant createdAt, @Nullable Instant sentAt,
        @Nullable String failure) {}
