package dev.medislot.booking.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request with the key that its caller gave it.
 *
 * @param key from {@code Idempotency-Key}; null if the caller sent none
 * @param body the same for a repeat of the same request
 */
public record KeyedRequest(UUID caller, @Nullable String key, Object body) {}
