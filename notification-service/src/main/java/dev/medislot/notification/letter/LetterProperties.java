package dev.medislot.notification.letter;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sender of every mail, and the public address of calendar feeds.
 *
 * @param from an address, with an optional name before it
 * @param color the clinic's color, as {@code #0b6bcb}: dark enough for white text on it
 * @param webAddress the address at which clients reach the gateway, for the addresses of calendar feeds
 */
@ConfigurationProperties("medislot.mail")
public record LetterProperties(@DefaultValue("Medislot <no-reply@medislot.example>") String from,
        @DefaultValue("#0b6bcb") String color, @DefaultValue("http://127.0.0.1:8080") URI webAddress) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    public LetterProperties {
        if (!address(from).getAddress().contains("@")) {
            throw new IllegalArgumentException("medislot.mail.from must be an email address, not " + from);
        }
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("medislot.mail.color must be a color such as #0b6bcb, not " + color);
        }
        if (!webAddress.isAbsolute()) {
            throw new IllegalArgumentException("medislot.mail.web-address must be absolute, not " + webAddress);
        }
    }

    public InternetAddress address() {
        return address(from);
    }

    /** The domain of the sender's address. */
    public String domain() {
        var address = address(from).getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static InternetAddress address(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("medislot.mail.from must be an email address, not " + from, e);
        }
    }
}
