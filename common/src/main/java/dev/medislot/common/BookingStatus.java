package dev.medislot.common;

/** Where a booking stands; every status but {@link #CONFIRMED} is final. */
public enum BookingStatus {
    CONFIRMED, COMPLETED, NO_SHOW, CANCELLED;

    public boolean mayBecome(BookingStatus next) {
        return this == CONFIRMED && next != CONFIRMED;
    }
}
