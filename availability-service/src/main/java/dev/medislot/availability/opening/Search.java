package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which openings to list.
 *
 * @param state null for openings that patients of at least one state can book
 * @param from the earliest start
 * @param to the end of the starts, not included
 * @param after only those with a higher doctor id start at {@code from} itself, and of this doctor those of a higher
 *     bit
 * @param afterBit the bit of a visit type
 * @param holder the patient that asks; their own holds do not hide slots
 * @param visitType null for all visit types and the default visit
 * @param mode null for all modes; the default visit is by video
 */
record Search(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty, Instant from, Instant to,
        @Nullable UUID after, int afterBit, int limit, @Nullable PatientId holder, @Nullable UUID visitType,
        @Nullable VisitMode mode) {

    /** The bit of the default visit, which no visit type has. */
    static final int DEFAULT_VISIT = 62;

    /** Makes a search for all visit types. */
    Search(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty, Instant from, Instant to,
            @Nullable UUID after, int limit, @Nullable PatientId holder) {
        this(state, doctor, specialty, from, to, after, DEFAULT_VISIT, limit, holder, null, null);
    }

    /** The openings from its start on, without a cursor. */
    Search until(Instant end, int max) {
        return new Search(state, doctor, specialty, from, end, null, DEFAULT_VISIT, max, holder, visitType, mode);
    }

    long mask() {
        return state == null ? -1 : state.bit();
    }
}
