package dev.medislot.availability.hours;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;

/**
 * A doctor's hours on one date.
 *
 * @param own false if the windows are those of the timeslots on that date
 */
record DateHours(@JsonIgnore long version, LocalDate date, boolean own, List<DateWindow> windows) {

    /** The version of a date without hours of its own. */
    static final long NOT_SET = 0;
}
