package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which openings to list.
 *
 * @param state none for those that patients of at least one state can book
 * @param from the earliest start
 * @param to starts are before it
 * @param after only those with a higher doctor id start at {@code from} itself
 * @param holder the patient that asks; their own holds do not hide slots
 */
record Search(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty, Instant from, Instant to,
        @Nullable UUID after, int limit, @Nullable PatientId holder) {

    long mask() {
        return state == null ? -1 : state.bit();
    }
}
