package dev.medislot.service.idempotency;

/**
 * A request with the key that its caller gave it, if any.
 *
 * @param body the same for a repeat of the same request
 */
public record KeyedRequest(IdempotencyKey key, Object body) {

    /** The same request as if its caller had sent no key. */
    public KeyedRequest withoutKey() {
        return new KeyedRequest(new IdempotencyKey(key.caller(), key.path(), null), body);
    }
}
