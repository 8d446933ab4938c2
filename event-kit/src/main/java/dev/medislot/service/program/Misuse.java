package dev.medislot.service.program;

/** A command that cannot run as given; the message is for the operator. */
public class Misuse extends RuntimeException {

    public Misuse(String message) {
        super(message);
    }

    public Misuse(String message, Throwable cause) {
        super(message, cause);
    }
}
