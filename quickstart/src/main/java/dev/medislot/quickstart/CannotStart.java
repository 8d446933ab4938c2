package dev.medislot.quickstart;

/** Why the quickstart ends, in the one line that is shown. */
final class CannotStart extends RuntimeException {

    CannotStart(String line) {
        super(line);
    }

    CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
