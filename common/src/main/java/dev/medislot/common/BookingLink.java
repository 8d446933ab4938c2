package dev.medislot.common;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;

/** Links to video visits: https addresses, which may have {@code {bookingId}} after their host. */
public final class BookingLink {

    private static final String PLACEHOLDER = "{bookingId}";

    private BookingLink() {}

    /** Whether it is an absolute https address without a user once the id of a booking is filled in. */
    public static boolean isValid(String link) {
        try {
            var filled = new URI(link.replace(PLACEHOLDER, "b"));
            return "https".equals(filled.getScheme()) && filled.getHost() != null && filled.getUserInfo() == null
                    && link.startsWith("https://" + filled.getRawAuthority());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    public static String filled(String link, UUID booking) {
        return link.replace(PLACEHOLDER, booking.toString());
    }
}
