package dev.medislot.service.idempotency;

/** The result of a request that is carried out at most once for its key. */
public sealed interface Once<T> {

    /** The request was carried out now. */
    record First<T>(T outcome) implements Once<T> {}

    /** The request was carried out before, with this outcome. */
    record Repeat<T>(T outcome) implements Once<T> {}

    /** The caller used the key for another request. */
    record KeyReused<T>() implements Once<T> {}

    /** The first request with the key has not finished yet. */
    record StillRunning<T>() implements Once<T> {}
}
