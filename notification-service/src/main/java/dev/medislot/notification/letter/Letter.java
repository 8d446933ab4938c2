package dev.medislot.notification.letter;

/** A mail's words, ready to be sent. */
public record Letter(String to, String from, String subject, String text, String html) {
}
