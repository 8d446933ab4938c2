package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import org.jspecify.annotations.Nullable;

/** The sentences of a mail about a visit, in the words of its recipient. */
record Wording(String subject, String headline, String sentence) {

    /** The words of a move. */
    static Wording of(Changes changes, String other) {
        return new Wording(changes.subject(), changes.headline(), changes.sentence(other));
    }

    /**
     * The words of every other mail.
     *
     * @param otherDoctor the former or the new doctor of a booking that changed doctors
     */
    static Wording of(Kind kind, Role recipient, String other, @Nullable String otherDoctor) {
        var doctor = recipient == Role.DOCTOR;
        return switch (kind) {
            case BOOKING_CREATED -> new Wording(doctor ? "New appointment" : "Appointment confirmed",
                    doctor ? "New appointment" : "Your appointment is confirmed", "You have an appointment with "
                            + other + "." + (otherDoctor == null ? "" : " It was with " + otherDoctor + " before."));
            case BOOKING_CANCELLED -> otherDoctor == null
                    ? new Wording("Appointment cancelled", "Your appointment is cancelled",
                            "Your appointment with " + other + " will not take place.")
                    : new Wording("Appointment cancelled", "This appointment is no longer yours",
                            "Your appointment with " + other + " is no longer yours. It is now with " + otherDoctor
                                    + ".");
            case REMINDER -> new Wording("Appointment reminder", "Your appointment is coming up",
                    "This is a reminder of your appointment with " + other + ".");
            case BOOKING_MOVED, WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED ->
                    throw new IllegalArgumentException(kind + " has other words");
        };
    }
}
