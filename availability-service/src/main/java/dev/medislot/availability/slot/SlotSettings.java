package dev.medislot.availability.slot;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's zone, slot length and place, from which slots are computed together with windows, time off and licenses.
 *
 * @param startEvery minutes between two starts of visits of a type
 * @param place the state of the doctor's place; missing without one
 */
public record SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, int startEvery, long hoursVersion,
        @Nullable UsState place) {

    /** Makes settings with visits that start as often as a slot is long, without a place. */
    SlotSettings(DoctorId doctor, ZoneId timeZone, int slotMinutes, long hoursVersion) {
        this(doctor, timeZone, slotMinutes, slotMinutes, hoursVersion, null);
    }
}
