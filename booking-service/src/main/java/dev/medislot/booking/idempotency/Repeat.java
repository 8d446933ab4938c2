package dev.medislot.booking.idempotency;

/** Why a request with a key is not carried out. */
public sealed interface Repeat {

    /** It was carried out before, and this is what was answered. */
    record Answered(FirstAnswer answer) implements Repeat {}

    /** The caller used the key for something else. */
    record KeyReused() implements Repeat {}

    /** The first one with the key is not finished. */
    record StillRunning() implements Repeat {}
}
