package dev.medislot.common.event;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * All slots a doctor offers on one local date, booked ones included, and the states whose patients may book them.
 *
 * @param date in {@code timeZone}, the doctor's
 * @param version rises with every publication of this doctor's day
 * @param licensedStates the states whose patients may book every slot
 * @param partlyLicensed further states, whose patients may book only some of the slots, because a license begins or
 *     ends there during this day; each state at most once
 */
public record SchedulePublished(UUID doctorId, LocalDate date, long version, Instant occurredAt, ZoneId timeZone,
        List<SlotTime> slots, Set<UsState> licensedStates, List<PartLicense> partlyLicensed) implements Event {

    /**
     * A state whose patients may book only some of the slots.
     *
     * @param starts the starts of those slots, in order
     */
    public record PartLicense(UsState state, List<Instant> starts) {}

    public SchedulePublished {
        // missing in events of the first release
        partlyLicensed = partlyLicensed == null ? List.of() : partlyLicensed;
    }

    /** The states whose patients may book the slot with that start. */
    public Set<UsState> statesAt(Instant start) {
        var states = EnumSet.noneOf(UsState.class);
        states.addAll(licensedStates);
        partlyLicensed.stream().filter(part -> part.starts().contains(start)).forEach(part -> states.add(part.state()));
        return states;
    }

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
