package dev.medislot.service.idempotency;

import java.util.UUID;

/**
 * A request with the key that its caller gave it, if any.
 *
 * @param body the same for a repeat of the same request
 */
public record KeyedRequest(IdempotencyKey key, Object body) {

    /** A request that needs no key. */
    public static KeyedRequest unkeyed(UUID caller) {
        return new KeyedRequest(new IdempotencyKey(caller, "", null), "");
    }

    /** The same request as if its caller had sent no key. */
    public KeyedRequest withoutKey() {
        return new KeyedRequest(new IdempotencyKey(key.caller(), key.path(), null), body);
    }
}
