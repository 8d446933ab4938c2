package dev.medislot.client.patient;

import dev.medislot.client.Query;
import org.jspecify.annotations.Nullable;

/**
 * The patients to list.
 *
 * @param email the whole address
 * @param q parts of a name, a telephone number, an email address or a date of birth
 */
public record PatientQuery(@Nullable String email, @Nullable String q, @Nullable Integer limit, @Nullable String cursor)
        implements Query {

    public static PatientQuery all() {
        return new PatientQuery(null, null, null, null);
    }

    public static PatientQuery matching(String text) {
        return new PatientQuery(null, text, null, null);
    }

    public PatientQuery after(@Nullable String next) {
        return new PatientQuery(email, q, limit, next);
    }
}
