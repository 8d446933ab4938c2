package dev.medislot.common;

/** The status of a booking; every one except {@link #CONFIRMED} is final. */
public enum BookingStatus {
    CONFIRMED, COMPLETED, NO_SHOW, CANCELLED;

    public boolean mayBecome(BookingStatus next) {
        return this == CONFIRMED && next != CONFIRMED;
    }
}
