package dev.medislot.quickstart;

/** The reason why the quickstart ends, printed as one line. */
final class CannotStart extends RuntimeException {

    CannotStart(String line) {
        super(line);
    }

    CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
