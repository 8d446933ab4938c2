package dev.medislot.notification.projection;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stored copy of a booking.
 *
 * @param changedAt the time of the last change that mails state
 * @param visitTypeName missing for the default visit and until an event that has it
 * @param inviteUpdates how often its invite was sent again with another place or link
 */
public record Booking(UUID id, int version, BookingStatus status, PatientId patient, DoctorId doctor, Instant start,
        Instant end, Instant changedAt, VisitMode mode, @Nullable String visitTypeName, int inviteUpdates) {

    /** Rises with each version and each update of the invite. */
    public int inviteVersion() {
        return version + inviteUpdates;
    }

    /** Whether it is still with that doctor at that time, and the visit still ahead. */
    public boolean isAheadWith(DoctorId thatDoctor, Instant thatStart, Instant now) {
        return status == BookingStatus.CONFIRMED && doctor.equals(thatDoctor) && start.equals(thatStart)
                && now.isBefore(start);
    }
}
