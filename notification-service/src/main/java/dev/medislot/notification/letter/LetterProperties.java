package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sender of every mail, the address for answers, and the public address of links and calendar feeds.
 *
 * @param from an address, with an optional name before it
 * @param replyTo the clinic's address for answers, also those of calendars; missing if answers are not read
 * @param color the clinic's color, as {@code #0a6a5c}; refused if it is too light for white text on it
 * @param webAddress the address at which clients reach the gateway, with which links and addresses of feeds begin
 */
@ConfigurationProperties("medislot.mail")
public record LetterProperties(@DefaultValue("Medislot <no-reply@medislot.example>") String from,
        @Nullable String replyTo, @DefaultValue("#0a6a5c") String color,
        @DefaultValue("http://127.0.0.1:8080") URI webAddress) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    /** The contrast of WCAG AA. */
    private static final double MIN_CONTRAST = 4.5;

    public LetterProperties {
        replyTo = replyTo == null || replyTo.isBlank() ? null : replyTo.strip();
        requireAddress("from", from);
        if (replyTo != null) {
            requireAddress("reply-to", replyTo);
        }
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("medislot.mail.color must be a color such as #0a6a5c, not " + color);
        }
        if (contrastToWhite(color) < MIN_CONTRAST) {
            throw new IllegalArgumentException(
                    "medislot.mail.color must be darker, so that white text on it can be read, not " + color);
        }
        if (!webAddress.isAbsolute()) {
            throw new IllegalArgumentException("medislot.mail.web-address must be absolute, not " + webAddress);
        }
    }

    private static double contrastToWhite(String color) {
        var rgb = Integer.parseInt(color, 1, color.length(), 16);
        var luminance = 0.2126 * light(rgb >> 16) + 0.7152 * light((rgb >> 8) & 0xff) + 0.0722 * light(rgb & 0xff);
        return 1.05 / (luminance + 0.05);
    }

    private static double light(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** The clinic in invites: answers of calendars go to the address for answers, or else to the sender's. */
    public InternetAddress organizer() {
        return address("from", replyTo == null ? from : replyTo);
    }

    /** The domain of the sender's address. */
    public String domain() {
        var address = address("from", from).getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The address of that page of the web app. */
    public URI page(String path) {
        return URI.create(webAddress.toString().replaceFirst("/+$", "") + path);
    }

    /** The page of a booking for that reader; without a login, it leads to the reader's login page. */
    public URI bookingPage(UUID booking, Role reader) {
        return page((reader == Role.DOCTOR ? "/doctor/appointments/" : "/appointments/") + booking);
    }

    /** The page that cancels a booking without a login; its token is filled in when the mail is handed over. */
    public URI cancelPage(UUID booking) {
        return URI.create(bookingPage(booking, Role.PATIENT) + "/cancellation?" + Letter.NO_TOKEN);
    }

    private static void requireAddress(String property, String text) {
        if (!address(property, text).getAddress().contains("@")) {
            throw new IllegalArgumentException(
                    "medislot.mail.%s must be an email address, not %s".formatted(property, text));
        }
    }

    private static InternetAddress address(String property, String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "medislot.mail.%s must be an email address, not %s".formatted(property, text), e);
        }
    }
}
