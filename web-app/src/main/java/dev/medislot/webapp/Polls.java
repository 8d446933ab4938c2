package dev.medislot.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;

/** Ends the questions of pages that ask for changes again and again: an unattended page would ask forever. */
public final class Polls {

    /** How long a page with times follows changes. */
    public static final Duration OF_TIMES = Duration.ofMinutes(30);
    /** The status by which htmx ends its polling. */
    private static final int STOP = 286;

    private Polls() {}

    /**
     * Returns whether the page has been open for too long. The answer is then its last one, and says so beside the
     * times.
     *
     * @param since when the page was opened, in seconds since 1970
     */
    public static boolean end(long since, Duration max, HttpServletResponse response) {
        if (!Instant.ofEpochSecond(since).plus(max).isBefore(Instant.now())) {
            return false;
        }
        response.setStatus(STOP);
        response.setHeader("HX-Retarget", "#changed");
        response.setHeader("HX-Reswap", "innerHTML");
        return true;
    }
}
