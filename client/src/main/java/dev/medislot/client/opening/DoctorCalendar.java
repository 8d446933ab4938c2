package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A doctor's calendar of several dates, with a day for each of them. */
public record DoctorCalendar(DoctorId doctorId, ZoneId timeZone, List<Day> days) {

    /** One date in the doctor's zone. */
    public record Day(LocalDate date, List<UsState> states, List<CalendarSlot> slots) {}
}
