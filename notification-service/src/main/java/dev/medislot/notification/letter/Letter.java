package dev.medislot.notification.letter;

import dev.medislot.web.CancelToken;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mail's content, ready to be sent.
 *
 * @param invite the iCalendar attachment; missing for a mail that changes no calendar
 * @param muteLink switches reminders off; only in a reminder that is handed over
 * @param mailedPlace the place or video link that it names, empty if there is none; missing if it names neither
 */
public record Letter(String to, String from, String subject, String text, String html, @Nullable String invite,
        @Nullable URI muteLink, @Nullable String mailedPlace) {

    private static final String TOKEN = "token=";
    /** Stands in a stored letter for the secret of the link that cancels the booking. */
    static final String NO_TOKEN = TOKEN + "***";

    /** A letter without a link to switch reminders off, and without a place. */
    public Letter(String to, String from, String subject, String text, String html, @Nullable String invite) {
        this(to, from, subject, text, html, invite, null, null);
    }

    /** The letter as it is stored, without that secret. */
    public Letter without(String secret) {
        return new Letter(to, from, subject, text.replace(secret, "***"), html.replace(secret, "***"), invite, null,
                mailedPlace);
    }

    /** The letter as it is handed over, with the secret of the link that cancels the booking. */
    public Letter with(CancelToken token) {
        return new Letter(to, from, subject, text.replace(NO_TOKEN, TOKEN + token.text()),
                html.replace(NO_TOKEN, TOKEN + token.text()), invite, muteLink, mailedPlace);
    }

    /** The same letter with the place or link that it names. */
    public Letter naming(String place) {
        return new Letter(to, from, subject, text, html, invite, muteLink, place);
    }
}
