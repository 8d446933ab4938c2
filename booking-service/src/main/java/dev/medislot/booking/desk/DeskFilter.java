package dev.medislot.booking.desk;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The day and the doctors to show; a condition that is null leaves no doctor out.
 *
 * @param zone the zone of the date; null for each doctor's own
 */
record DeskFilter(LocalDate date, @Nullable ZoneId zone, @Nullable UsState state, @Nullable String specialty,
        @Nullable DoctorId doctor) {

    /** The day from its start to the start of the next. */
    record Span(Instant from, Instant to) {

        boolean has(Instant start) {
            return !start.isBefore(from) && start.isBefore(to);
        }
    }

    Span spanIn(ZoneId doctorsZone) {
        var place = zone == null ? doctorsZone : zone;
        return new Span(date.atStartOfDay(place).toInstant(), date.plusDays(1).atStartOfDay(place).toInstant());
    }
}
