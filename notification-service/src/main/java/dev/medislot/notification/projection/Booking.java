package dev.medislot.notification.projection;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;

/** The stored copy of a booking. */
public record Booking(UUID id, int version, BookingStatus status, PatientId patient, DoctorId doctor, Instant start,
        Instant end, Instant changedAt, VisitMode mode) {

    /** Whether that version is still how things stand, and the visit still ahead. */
    public boolean isAheadAs(int thatVersion, Instant now) {
        return status == BookingStatus.CONFIRMED && version == thatVersion && now.isBefore(start);
    }
}
