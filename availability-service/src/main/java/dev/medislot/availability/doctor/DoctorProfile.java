package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.UsState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's public profile.
 *
 * @param licensedStates the states with a license that is valid now, on the local dates there
 */
@Schema(name = "Doctor")
record DoctorProfile(UUID id, @JsonIgnore long version, String firstName, String lastName, @Nullable String specialty,
        @Nullable String bio, ZoneId timeZone, int slotMinutes, Rating rating, List<UsState> licensedStates) {

    /** @param average of 1 to 5 stars; missing without ratings */
    @Schema(name = "DoctorRating")
    record Rating(@Nullable Double average, int count) {}
}
