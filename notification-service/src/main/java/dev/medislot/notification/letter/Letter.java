package dev.medislot.notification.letter;

import org.jspecify.annotations.Nullable;

/**
 * A mail's content, ready to be sent.
 *
 * @param invite the iCalendar attachment; missing for a mail that changes no calendar
 */
public record Letter(String to, String from, String subject, String text, String html, @Nullable String invite) {}
