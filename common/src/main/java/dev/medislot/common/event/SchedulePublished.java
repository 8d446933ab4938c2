package dev.medislot.common.event;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * All slots a doctor offers on one local date, booked ones included, and the states whose patients may book them.
 *
 * @param date in {@code timeZone}, the doctor's
 * @param version rises with every publication of this doctor's day
 */
public record SchedulePublished(UUID doctorId, LocalDate date, long version, Instant occurredAt, ZoneId timeZone,
        List<SlotTime> slots, Set<UsState> licensedStates) implements Event {

    public static String keyOf(UUID doctorId, LocalDate date) {
        return doctorId + "/" + date;
    }

    @Override
    public String topic() {
        return Topics.SCHEDULES;
    }

    @Override
    public String key() {
        return keyOf(doctorId, date);
    }

    @Override
    public long sequence() {
        return version;
    }
}
