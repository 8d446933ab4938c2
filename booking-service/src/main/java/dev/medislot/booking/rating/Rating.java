package dev.medislot.booking.rating;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a patient thought of a visit; shown to anyone, without who they are and of which visit. */
record Rating(UUID id, @JsonIgnore int version, DoctorId doctorId, @JsonIgnore PatientId patient,
        @JsonIgnore UUID booking, int stars, @Nullable String comment, Instant createdAt, Instant updatedAt) {

    Rating changed(Opinion opinion, Instant at) {
        return new Rating(id, version + 1, doctorId, patient, booking, opinion.stars(), opinion.comment(), createdAt,
                at);
    }

    Opinion opinion() {
        return new Opinion(stars, comment);
    }
}
