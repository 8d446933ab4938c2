package dev.medislot.client.opening;

import dev.medislot.client.Query;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The doctors to list with their openings.
 *
 * @param state null for the own state of a logged-in patient, or with {@code doctorId}
 * @param from the first day; null for today
 * @param days 1 to 31; null for 7
 * @param timeZone of the days; UTC if it is null
 */
public record DoctorOpeningQuery(@Nullable UsState state, @Nullable String specialty, @Nullable LocalDate from,
        @Nullable Integer days, @Nullable ZoneId timeZone, @Nullable DoctorId doctorId, @Nullable UUID visitTypeId,
        @Nullable VisitMode mode, @Nullable Integer limit, @Nullable String cursor) implements Query {

    /** The coming week, in the own state of a logged-in patient. */
    public static DoctorOpeningQuery own(ZoneId zone) {
        return new DoctorOpeningQuery(null, null, null, null, zone, null, null, null, null, null);
    }

    /** The coming week. */
    public static DoctorOpeningQuery in(UsState state, ZoneId zone) {
        return new DoctorOpeningQuery(state, null, null, null, zone, null, null, null, null, null);
    }

    public DoctorOpeningQuery from(LocalDate first, int count) {
        return new DoctorOpeningQuery(state, specialty, first, count, timeZone, doctorId, visitTypeId, mode, limit,
                cursor);
    }

    public DoctorOpeningQuery withSpecialty(String wanted) {
        return new DoctorOpeningQuery(state, wanted, from, days, timeZone, doctorId, visitTypeId, mode, limit, cursor);
    }

    public DoctorOpeningQuery forVisit(UUID type) {
        return new DoctorOpeningQuery(state, specialty, from, days, timeZone, doctorId, type, mode, limit, cursor);
    }

    public DoctorOpeningQuery in(VisitMode wanted) {
        return new DoctorOpeningQuery(state, specialty, from, days, timeZone, doctorId, visitTypeId, wanted, limit,
                cursor);
    }

    public DoctorOpeningQuery after(@Nullable String next) {
        return new DoctorOpeningQuery(state, specialty, from, days, timeZone, doctorId, visitTypeId, mode, limit, next);
    }
}
