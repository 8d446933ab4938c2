package dev.medislot.availability.slot;

import dev.medislot.common.DoctorId;
import java.time.ZoneId;

/**
 * A doctor's zone and slot length, from which slots are computed together with windows, time off and licenses.
 *
 * @param startEvery minutes between two starts of visits of a type
 */
public record SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, int startEvery, long hoursVersion) {

    /** Makes settings with visits that start as often as a slot is long. */
    SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, long hoursVersion) {
        this(doctor, timeZone, slotMinutes, slotMinutes, hoursVersion);
    }
}
