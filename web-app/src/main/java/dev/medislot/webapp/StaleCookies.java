package dev.medislot.webapp;

/** The refresh token of a request has been used already; the browser may have the next one by now. */
class StaleCookies extends RuntimeException {

    private static final long serialVersionUID = 1;

    StaleCookies(Throwable cause) {
        super("A refresh token was used twice", cause, false, false);
    }
}
