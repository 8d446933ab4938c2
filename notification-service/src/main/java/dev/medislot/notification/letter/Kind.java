package dev.medislot.notification.letter;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of mails. {@code PLACE_CHANGED} is about another place or another video link of a visit. */
public enum Kind {
    WELCOME,
    BOOKING_CREATED,
    BOOKING_MOVED,
    BOOKING_CANCELLED,
    PLACE_CHANGED,
    REMINDER,
    CONFIRM_EMAIL,
    RESET_PASSWORD,
    EMAIL_CHANGED,
    PASSWORD_CHANGED,
    WAITLIST_OFFER;

    /** The names of all kinds; mails of others were stored by a newer release. */
    public static final List<String> KNOWN = Stream.of(values()).map(Kind::name).toList();

    /** Whether the mail has a link or a notice for one moment, so that it cannot be sent again. */
    public boolean isWrittenOnce() {
        return switch (this) {
            case CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED, WAITLIST_OFFER -> true;
            case WELCOME, BOOKING_CREATED, BOOKING_MOVED, BOOKING_CANCELLED, PLACE_CHANGED, REMINDER -> false;
        };
    }

    /** Whether the mail has a link that acts for its reader. */
    public boolean hasSecret() {
        return this == CONFIRM_EMAIL || this == RESET_PASSWORD || this == WAITLIST_OFFER;
    }
}
