package dev.medislot.booking.rating;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient's rating of a visit. It is public, without the patient and the visit. */
@Schema(name = "RatingFacts")
record Rating(UUID id, @JsonIgnore int version, DoctorId doctorId, @JsonIgnore PatientId patient,
        @JsonIgnore UUID booking, int stars, @Nullable String comment, Instant createdAt, Instant updatedAt) {

    Rating changed(RatingPatchRequest request, Instant at) {
        return new Rating(id, version + 1, doctorId, patient, booking, request.stars(), request.comment(), createdAt,
                at);
    }
}
