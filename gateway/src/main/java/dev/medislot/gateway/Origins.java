package dev.medislot.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks origins: an origin that no browser sends would permit nothing. */
final class Origins {

    private Origins() {}

    /** Whether a browser sends exactly this text: scheme and host in lower case, and the port unless it is usual. */
    static boolean isOne(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme();
            var host = uri.getHost();
            var usual = "https".equals(scheme) ? 443 : 80;
            return ("http".equals(scheme) || "https".equals(scheme)) && host != null && uri.getPort() != usual
                    && text.equals(text.toLowerCase(Locale.ROOT))
                    && text.equals(scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
