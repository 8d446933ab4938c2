package dev.medislot.notification.letter;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mail's content, ready to be sent.
 *
 * @param invite the iCalendar attachment; missing for a mail that changes no calendar
 * @param muteLink switches reminders off; only in a reminder that is handed over
 */
public record Letter(String to, String from, String subject, String text, String html, @Nullable String invite,
        @Nullable URI muteLink) {

    /** A letter without a link to switch reminders off. */
    public Letter(String to, String from, String subject, String text, String html, @Nullable String invite) {
        this(to, from, subject, text, html, invite, null);
    }

    /** The letter as it is stored, without that secret. */
    public Letter without(String secret) {
        return new Letter(to, from, subject, text.replace(secret, "***"), html.replace(secret, "***"), invite);
    }
}
