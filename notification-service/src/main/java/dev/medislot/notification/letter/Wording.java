package dev.medislot.notification.letter;

import dev.medislot.common.Role;

/** The sentences of a mail about a visit, as its recipient would say them. */
record Wording(String subject, String headline, String sentence) {

    static Wording of(Kind kind, Role recipient, String other) {
        var doctor = recipient == Role.DOCTOR;
        return switch (kind) {
            case BOOKING_CREATED -> new Wording(doctor ? "New appointment" : "Appointment confirmed",
                    doctor ? "New appointment" : "Your appointment is confirmed",
                    "You have an appointment with " + other + ".");
            case BOOKING_MOVED -> new Wording("Appointment moved", "Your appointment has moved",
                    "Your appointment with " + other + " is now planned for this time:");
            case BOOKING_CANCELLED -> new Wording("Appointment cancelled", "Your appointment is cancelled",
                    "Your appointment with " + other + " will not take place.");
            case REMINDER -> new Wording("Appointment reminder", "Your appointment is coming up",
                    "This is a reminder of your appointment with " + other + ".");
            case WELCOME -> throw new IllegalArgumentException("A welcome tells of no visit");
        };
    }
}
