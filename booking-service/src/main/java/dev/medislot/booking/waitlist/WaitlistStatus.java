package dev.medislot.booking.waitlist;

/** The state of an entry; after {@code BOOKED} and {@code ENDED} it gets no more offers. */
enum WaitlistStatus {
    WAITING, OFFERED, BOOKED, ENDED
}
