package dev.medislot.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Addresses of pages of this site. */
final class Paths {

    private static final Pattern OWN = Pattern.compile("/([A-Za-z][^{}\\\\\\p{Cntrl}]*)?");

    private Paths() {}

    /** Returns the path, or the start page for another site's address. */
    static String own(String path) {
        return OWN.matcher(path).matches() ? path : "/";
    }

    /** The path and query of a request. */
    static String of(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
