package dev.medislot.notification.letter;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mail's content, ready to be sent.
 *
 * @param invite the iCalendar attachment; missing for a mail that changes no calendar
 * @param muteLink switches reminders off; only in a reminder that is handed over
 * @param toldPlace the place or video link that it tells a patient, empty if there is none; missing if it tells neither
 */
public record Letter(String to, String from, String subject, String text, String html, @Nullable String invite,
        @Nullable URI muteLink, @Nullable String toldPlace) {

    /** A letter without a link to switch reminders off, and without a place. */
    public Letter(String to, String from, String subject, String text, String html, @Nullable String invite) {
        this(to, from, subject, text, html, invite, null, null);
    }

    /** The letter as it is stored, without that secret. */
    public Letter without(String secret) {
        return new Letter(to, from, subject, text.replace(secret, "***"), html.replace(secret, "***"), invite, null,
                toldPlace);
    }

    /** The same letter, which tells a patient that place or link. */
    public Letter telling(String place) {
        return new Letter(to, from, subject, text, html, invite, muteLink, place);
    }
}
