package dev.medislot.common;

/** The status of a booking. Of a visit that is over, COMPLETED and NO_SHOW may be corrected; CANCELLED is final. */
public enum BookingStatus {
    CONFIRMED, COMPLETED, NO_SHOW, CANCELLED;

    public boolean mayBecome(BookingStatus next) {
        return switch (this) {
            case CONFIRMED -> next != CONFIRMED;
            case COMPLETED -> next == NO_SHOW;
            case NO_SHOW -> next == COMPLETED;
            case CANCELLED -> false;
        };
    }
}
