package dev.medislot.booking.patient;

import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.PatientBookings;
import dev.medislot.booking.claim.Hold;
import dev.medislot.booking.waitlist.WaitlistEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the booking service stores about a patient. */
record PatientExport(Patient patient, List<Patient> dependents, List<PatientBookings.WithVersions> bookings,
        List<Hold> holds, List<ExportedRating> ratings, List<WaitlistEntry> waitlist) implements PatientData.Holder {

    /** A rating that the patient gave. */
    @Schema(name = "ExportedRating")
    record ExportedRating(UUID bookingId, int stars, @Nullable String comment, Instant createdAt, Instant updatedAt) {}

    @Override
    public Stream<PatientData> patientData() {
        return patient.patientData();
    }
}
