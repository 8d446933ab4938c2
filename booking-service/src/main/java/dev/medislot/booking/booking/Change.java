package dev.medislot.booking.booking;

/** The change that made a version of a booking. */
enum Change {
    CREATED,
    MOVED,
    CANCELLED,
    COMPLETED,
    NO_SHOW,
    /** The patient will be in another state. */
    RELOCATED
}
