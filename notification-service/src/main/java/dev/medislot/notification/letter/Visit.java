package dev.medislot.notification.letter;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking as it was at one of its versions; what a mail tells of.
 *
 * @param changedAt when it came to that version
 * @param previousStart when it was before that version moved it
 */
public record Visit(UUID bookingId, int version, Instant changedAt, PatientId patient, DoctorId doctor, Instant start,
        Instant end, @Nullable Instant previousStart) {

    /** The one of the two who is not that person. */
    public UUID otherThan(UUID person) {
        return person.equals(patient.value()) ? doctor.value() : patient.value();
    }
}
