package dev.medislot.notification.letter;

/** A letter that cannot be put into words or into the form of a mail, such as one to a malformed address. */
public class UnwritableLetter extends RuntimeException {

    public UnwritableLetter(Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
    }

    @Override
    public String getMessage() {
        return "Not a sendable mail: " + super.getMessage();
    }
}
