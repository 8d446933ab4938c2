package dev.medislot.notification.letter;

/** What a mail tells its recipient. */
public enum Kind {
    WELCOME, BOOKING_CREATED, BOOKING_MOVED, BOOKING_CANCELLED, REMINDER
}
