package dev.medislot.availability.schedule;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one doctor may store, so that no account fills the disk.
 *
 * @param slotsPerDay slots on one date
 * @param windowsPerDay windows on one date
 * @param timeslots stored timeslots, weekly ones and those of one date
 * @param dates dates with hours of their own
 * @param timeOff stored time-off entries
 * @param licenses stored licenses
 * @param editsPerMinute edits by the doctor, previews included; staff has no limit
 */
@ConfigurationProperties("medislot.doctors")
record ScheduleBounds(@DefaultValue("144") int slotsPerDay, @DefaultValue("48") int windowsPerDay,
        @DefaultValue("2000") int timeslots, @DefaultValue("400") int dates, @DefaultValue("1000") int timeOff,
        @DefaultValue("500") int licenses, @DefaultValue("60") int editsPerMinute) {

    ScheduleBounds {
        for (int bound : List.of(slotsPerDay, windowsPerDay, timeslots, dates, timeOff, licenses, editsPerMinute)) {
            if (bound < 1) {
                throw new IllegalArgumentException("medislot.doctors.* must be at least 1, not " + bound);
            }
        }
    }
}
