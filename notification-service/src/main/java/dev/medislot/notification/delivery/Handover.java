package dev.medislot.notification.delivery;

/** How the SMTP server answered a mail. */
sealed interface Handover {

    record Accepted() implements Handover {}

    /** The server refuses for good: it will never take this mail. */
    record Refused(String reason) implements Handover {}

    /** The server refuses for now: this mail may be taken later. */
    record Deferred(String reason) implements Handover {}

    /** The server takes no mails at present. */
    record ServerUnreachable(String reason) implements Handover {}
}
