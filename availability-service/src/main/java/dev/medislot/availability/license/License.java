package dev.medislot.availability.license;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * A doctor's permission to practise in one state, on every local date there from the first to the last.
 *
 * @param version 0 until it is stored
 * @param enteredAt when it last changed in a way that staff must verify
 * @param verifiedAt missing while it waits for verification; until then it permits no visit
 * @param verifiedBy the staff member; missing where verification is not required
 */
record License(@Id UUID id, @JsonIgnore @Version long version, @JsonIgnore DoctorId doctorId, UsState state,
        String number, LocalDate validFrom, @Nullable LocalDate validUntil, @JsonIgnore Instant enteredAt,
        @JsonIgnore @Nullable Instant verifiedAt, @JsonIgnore @Nullable UUID verifiedBy) {

    @JsonProperty
    boolean verified() {
        return verifiedAt != null;
    }

    License verify(Instant at, @Nullable UUID staffMember) {
        return new License(id, version, doctorId, state, number, validFrom, validUntil, enteredAt, at, staffMember);
    }

    /** Returns the license unverified, with its entry dated now. */
    License waiting(Instant now) {
        return new License(id, version, doctorId, state, number, validFrom, validUntil, now, null, null);
    }

    /** Whether it permits nothing that the other one does not: it is the same, or ends earlier. */
    boolean isWithin(License other) {
        return state == other.state && number.equals(other.number) && validFrom.equals(other.validFrom)
                && (other.validUntil == null || (validUntil != null && !validUntil.isAfter(other.validUntil)));
    }
}
