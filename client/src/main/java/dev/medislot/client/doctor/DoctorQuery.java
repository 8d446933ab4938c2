package dev.medislot.client.doctor;

import dev.medislot.client.Query;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/**
 * The doctors to list.
 *
 * @param q parts of a name
 */
public record DoctorQuery(@Nullable UsState state, @Nullable String specialty, @Nullable String q,
        @Nullable Integer limit, @Nullable String cursor) implements Query {

    public static DoctorQuery all() {
        return new DoctorQuery(null, null, null, null, null);
    }

    public static DoctorQuery in(UsState state) {
        return new DoctorQuery(state, null, null, null, null);
    }

    public DoctorQuery after(@Nullable String next) {
        return new DoctorQuery(state, specialty, q, limit, next);
    }
}
