package dev.medislot.notification.letter;

import dev.medislot.common.CancelToken;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /**
     * The letter as it is handed over, with the secret of the link that cancels the booking. No other site gets the
     * secret: within another address, such as a doctor's video link, that of the page stays as it is.
     *
     * @param cancelPage the address of the page, as the letter has it
     */
    public Letter with(CancelToken token, URI cancelPage) {
        var page = cancelPage.toString();
        var link = Pattern.compile("(?<=[\\s\"])" + Pattern.quote(page));
        var opened = Matcher.quoteReplacement(page.replace(NO_TOKEN, TOKEN + token.text()));
        return new Letter(to, from, subject, link.matcher(text).replaceAll(opened),
                link.matcher(html).replaceAll(opened), invite, muteLink, mailedPlace);
    }

    /** The same letter with the place or link that it names. */
    public Letter naming(String place) {
        return new Letter(to, from, subject, text, html, invite, muteLink, place);
    }
}
