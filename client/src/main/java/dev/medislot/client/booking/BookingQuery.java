package dev.medislot.client.booking;

import dev.medislot.client.Query;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The bookings to list.
 *
 * @param from an instant or a date in {@code timeZone}
 * @param to an instant, or a date in {@code timeZone}, which is included
 * @param timeZone UTC if it is null
 */
public record BookingQuery(@Nullable BookingStatus status, @Nullable String from, @Nullable String to,
        @Nullable ZoneId timeZone, @Nullable DoctorId doctorId, @Nullable PatientId patientId, @Nullable Integer limit,
        @Nullable String cursor) implements Query {

    /** All bookings that the caller may see. */
    public static BookingQuery all() {
        return new BookingQuery(null, null, null, null, null, null, null, null);
    }

    public BookingQuery with(BookingStatus wanted) {
        return new BookingQuery(wanted, from, to, timeZone, doctorId, patientId, limit, cursor);
    }

    public BookingQuery from(Instant start) {
        return new BookingQuery(status, start.toString(), to, timeZone, doctorId, patientId, limit, cursor);
    }

    public BookingQuery of(DoctorId doctor) {
        return new BookingQuery(status, from, to, timeZone, doctor, patientId, limit, cursor);
    }

    public BookingQuery of(PatientId patient) {
        return new BookingQuery(status, from, to, timeZone, doctorId, patient, limit, cursor);
    }

    public BookingQuery after(@Nullable String next) {
        return new BookingQuery(status, from, to, timeZone, doctorId, patientId, limit, next);
    }
}
