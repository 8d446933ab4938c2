package dev.medislot.service.program;

/** A command that cannot be done as it was asked for, with words for the operator. */
public class Misuse extends RuntimeException {

    public Misuse(String why) {
        super(why);
    }

    public Misuse(String why, Throwable cause) {
        super(why, cause);
    }
}
