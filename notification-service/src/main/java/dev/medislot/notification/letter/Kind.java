package dev.medislot.notification.letter;

/** The kinds of mails. */
public enum Kind {
    WELCOME, BOOKING_CREATED, BOOKING_MOVED, BOOKING_CANCELLED, REMINDER
}
