package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's public profile.
 *
 * @param licensedStates the states with a license that is valid now, on the local dates there
 * @param status for staff only; left out for others
 * @param language the tag of the language of the doctor's mails, for the doctor and staff; left out for others
 * @param videoLink for the doctor and staff, as the place; left out for others
 */
@Schema(name = "Doctor")
record DoctorProfile(UUID id, @JsonIgnore long version, String firstName, String lastName, @Nullable String specialty,
        @Nullable String bio, ZoneId timeZone, int slotMinutes, Rating rating, List<UsState> licensedStates,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DoctorStatus status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language, @Nullable Integer startEvery,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String videoLink,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Place place) {

    DoctorProfile seenBy(Optional<Caller> caller) {
        if (caller.filter(Caller::isStaff).isPresent()) {
            return this;
        }
        var isSelf = caller.filter(it -> it.is(new DoctorId(id))).isPresent();
        return new DoctorProfile(id, version, firstName, lastName, specialty, bio, timeZone, slotMinutes, rating,
                licensedStates, null, isSelf ? language : null, startEvery, isSelf ? videoLink : null,
                isSelf ? place : null);
    }

    /** @param average of 1 to 5 stars; missing without ratings */
    @Schema(name = "DoctorRating")
    record Rating(@Nullable Double average, int count) {}
}
