package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A doctor's calendar of one date in the doctor's zone. */
public record DoctorDay(DoctorId doctorId, ZoneId timeZone, LocalDate date, List<UsState> states,
        List<CalendarSlot> slots) {}
