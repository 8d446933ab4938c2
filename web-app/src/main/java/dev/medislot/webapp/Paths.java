package dev.medislot.webapp;

import java.util.regex.Pattern;

/** Keeps redirects on this site. */
final class Paths {

    private static final Pattern OWN = Pattern.compile("/([A-Za-z][^{}\\\\\\p{Cntrl}]*)?");

    private Paths() {}

    /** Returns the path, or the start page for another site's address. */
    static String own(String path) {
        return OWN.matcher(path).matches() ? path : "/";
    }
}
