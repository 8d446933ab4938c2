package dev.medislot.notification.letter;

import org.jspecify.annotations.Nullable;

/**
 * A mail's content, ready to be sent.
 *
 * @param invite what a calendar is told, as iCalendar; missing where nothing changes for it
 */
public record Letter(String to, String from, String subject, String text, String html, @Nullable String invite) {}
