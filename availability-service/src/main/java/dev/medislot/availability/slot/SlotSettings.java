package dev.medislot.availability.slot;

import dev.medislot.common.DoctorId;
import java.time.ZoneId;

/** What a doctor's slots are computed with, besides windows, time off and licenses. */
public record SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, long hoursVersion) {}
