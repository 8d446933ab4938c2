package dev.medislot.client.doctor;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's hours on one date, in the doctor's zone.
 *
 * @param own false if the windows are those of the timeslots on that date
 * @param affectedBookings only in the answer to a change
 */
public record DateHours(LocalDate date, boolean own, List<Window> windows,
        @Nullable List<AffectedBooking> affectedBookings) {

    /**
     * A window of the date.
     *
     * @param start such as {@code 08:00}
     * @param end such as {@code 12:00}; on the next day if it comes before the start, and {@code 24:00} is midnight
     */
    public record Window(String start, String end) {}
}
