package dev.medislot.availability.hours;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A doctor's week. */
record WorkingHours(@JsonIgnore long version, ZoneId timeZone, int slotMinutes,
        Map<DayOfWeek, List<WorkingWindow>> week) {}
