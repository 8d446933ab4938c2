package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.patient.Patient;
import java.time.Instant;
import java.util.Locale;

/** A booking, with its times as they are where its patient will be. */
record Visit(Booking booking, Times times) {

    static Visit of(Booking booking, Patient me, Locale locale) {
        return new Visit(booking, new Times(Search.zone(me, booking.patientState()), locale));
    }

    public boolean isChangeable() {
        var until = booking.changeableUntil();
        return until != null && until.isAfter(Instant.now());
    }

    public Search move() {
        return Search.toMove(booking);
    }
}
