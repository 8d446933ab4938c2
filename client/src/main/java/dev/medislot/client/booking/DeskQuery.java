package dev.medislot.client.booking;

import dev.medislot.client.Query;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The day of the front desk.
 *
 * @param timeZone of the date; null for each doctor's own
 */
public record DeskQuery(LocalDate date, @Nullable ZoneId timeZone, @Nullable UsState state, @Nullable String specialty,
        @Nullable DoctorId doctorId, @Nullable Integer limit, @Nullable String cursor) implements Query {

    public static DeskQuery of(LocalDate date) {
        return new DeskQuery(date, null, null, null, null, null, null);
    }

    public DeskQuery of(DoctorId doctor) {
        return new DeskQuery(date, timeZone, state, specialty, doctor, limit, cursor);
    }

    public DeskQuery of(UsState licensed) {
        return new DeskQuery(date, timeZone, licensed, specialty, doctorId, limit, cursor);
    }

    public DeskQuery in(ZoneId zone) {
        return new DeskQuery(date, zone, state, specialty, doctorId, limit, cursor);
    }

    public DeskQuery after(@Nullable String next) {
        return new DeskQuery(date, timeZone, state, specialty, doctorId, limit, next);
    }
}
