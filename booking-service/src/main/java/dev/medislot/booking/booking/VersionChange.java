package dev.medislot.booking.booking;

import io.swagger.v3.oas.annotations.media.Schema;

/** The change that made a version of a booking. */
@Schema(name = "BookingChange")
enum VersionChange {
    CREATED,
    MOVED,
    CANCELLED,
    COMPLETED,
    NO_SHOW,
    /** The patient will be in another state. */
    RELOCATED
}
