package dev.medislot.client.opening;

import dev.medislot.client.Query;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The openings to list.
 *
 * @param state null for the own state of a logged-in patient, or with {@code doctorId}
 * @param from an instant or a date in {@code timeZone}
 * @param to an instant, or a date in {@code timeZone}, which is included
 * @param timeZone UTC if it is null
 */
public record OpeningQuery(@Nullable UsState state, @Nullable String from, @Nullable String to,
        @Nullable ZoneId timeZone, @Nullable DoctorId doctorId, @Nullable String specialty, @Nullable UUID visitTypeId,
        @Nullable VisitMode mode, @Nullable Integer limit, @Nullable String cursor) implements Query {

    /** Openings in the own state of a logged-in patient. */
    public static OpeningQuery own() {
        return new OpeningQuery(null, null, null, null, null, null, null, null, null, null);
    }

    public static OpeningQuery in(UsState state) {
        return new OpeningQuery(state, null, null, null, null, null, null, null, null, null);
    }

    public static OpeningQuery of(DoctorId doctor) {
        return new OpeningQuery(null, null, null, null, doctor, null, null, null, null, null);
    }

    public OpeningQuery from(Instant start) {
        return new OpeningQuery(state, start.toString(), to, timeZone, doctorId, specialty, visitTypeId, mode, limit,
                cursor);
    }

    public OpeningQuery between(LocalDate first, LocalDate last, ZoneId zone) {
        return new OpeningQuery(state, first.toString(), last.toString(), zone, doctorId, specialty, visitTypeId, mode,
                limit, cursor);
    }

    public OpeningQuery withSpecialty(String wanted) {
        return new OpeningQuery(state, from, to, timeZone, doctorId, wanted, visitTypeId, mode, limit, cursor);
    }

    public OpeningQuery forVisit(UUID type) {
        return new OpeningQuery(state, from, to, timeZone, doctorId, specialty, type, mode, limit, cursor);
    }

    public OpeningQuery limit(int max) {
        return new OpeningQuery(state, from, to, timeZone, doctorId, specialty, visitTypeId, mode, max, cursor);
    }

    public OpeningQuery in(VisitMode wanted) {
        return new OpeningQuery(state, from, to, timeZone, doctorId, specialty, visitTypeId, wanted, limit, cursor);
    }

    public OpeningQuery after(@Nullable String next) {
        return new OpeningQuery(state, from, to, timeZone, doctorId, specialty, visitTypeId, mode, limit, next);
    }
}
