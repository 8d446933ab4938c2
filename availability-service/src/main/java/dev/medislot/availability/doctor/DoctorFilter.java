package dev.medislot.availability.doctor;

import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/** Which doctors to list; what is missing does not matter. */
record DoctorFilter(@Nullable UsState state, @Nullable String specialty, @Nullable String q) {

    /** For ilike; empty matches all. */
    @Nullable
    String pattern() {
        return q == null ? null : "%" + q.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
