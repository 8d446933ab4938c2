package dev.medislot.client.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's week in the doctor's zone.
 *
 * @param affectedBookings only in the answer to a change
 */
public record WorkingHours(ZoneId timeZone, int slotMinutes, Map<DayOfWeek, List<Window>> week,
        @Nullable List<AffectedBooking> affectedBookings) {

    /**
     * A weekly window.
     *
     * @param start such as {@code 08:00}
     * @param end such as {@code 12:00}; on the next day if it comes before the start, and {@code 24:00} is midnight
     * @param from the first date; null for the next date of that weekday
     * @param until the last date; null without an end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Window(String start, String end, @Nullable LocalDate from, @Nullable LocalDate until) {

        public static Window of(String start, String end) {
            return new Window(start, end, null, null);
        }
    }
}
