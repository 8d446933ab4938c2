package dev.medislot.availability.slot;

import dev.medislot.common.DoctorId;
import java.time.ZoneId;

/** A doctor's zone and slot length, from which slots are computed together with windows, time off and licenses. */
public record SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, long hoursVersion) {}
