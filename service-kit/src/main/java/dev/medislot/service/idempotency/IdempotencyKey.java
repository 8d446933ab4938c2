package dev.medislot.service.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of the current request, as a controller parameter.
 *
 * @param caller {@link #ANONYMOUS} without a token
 * @param path with the query
 * @param text null if the caller sent no key
 */
public record IdempotencyKey(UUID caller, String path, @Nullable String text) {

    public static final UUID ANONYMOUS = new UUID(0, 0);

    static final int MAX_LENGTH = 255;

    /** The request that the key belongs to; the body is compared as JSON, without its write-only fields. */
    public KeyedRequest on(Object body) {
        return new KeyedRequest(this, body);
    }
}
