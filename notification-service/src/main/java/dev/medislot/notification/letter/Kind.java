package dev.medislot.notification.letter;

/** The kinds of mails. */
public enum Kind {
    WELCOME,
    BOOKING_CREATED,
    BOOKING_MOVED,
    BOOKING_CANCELLED,
    REMINDER,
    CONFIRM_EMAIL,
    RESET_PASSWORD,
    EMAIL_CHANGED,
    PASSWORD_CHANGED;

    /** Whether the mail is about the account itself, and was written when it was asked for. */
    public boolean isAboutAccount() {
        return switch (this) {
            case CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED -> true;
            case WELCOME, BOOKING_CREATED, BOOKING_MOVED, BOOKING_CANCELLED, REMINDER -> false;
        };
    }

    /** Whether the mail has a link that acts on the account of its reader. */
    public boolean hasSecret() {
        return this == CONFIRM_EMAIL || this == RESET_PASSWORD;
    }
}
