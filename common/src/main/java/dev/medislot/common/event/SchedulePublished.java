package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All slots a doctor offers on one local date, booked ones included, and the states whose patients may book them.
 *
 * @param date in {@code timeZone}, the doctor's
 * @param version rises with every publication of this doctor's day
 * @param licensedStates the states whose patients may book every slot
 * @param partlyLicensed further states, whose patients may book only some of the slots, because a license begins or
 *     ends there during this day; each state at most once
 * @param visits what a doctor with visit types offers instead of {@code slots}; empty for the default visit
 */
public record SchedulePublished(UUID doctorId, LocalDate date, long version, Instant occurredAt, ZoneId timeZone,
        List<SlotTime> slots, Set<UsState> licensedStates, List<PartLicense> partlyLicensed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Visit> visits) implements Event {

    /**
     * A state whose patients may book only some of the slots.
     *
     * @param starts the starts of those slots, in order
     */
    public record PartLicense(UsState state, List<Instant> starts) {}

    /**
     * A visit type that the doctor offers on this date.
     *
     * @param minutes how long a visit lasts
     * @param bufferBefore minutes of the doctor before each visit
     * @param bufferAfter minutes of the doctor after each visit
     * @param state where patients must be; missing where they may be in any state of the license
     * @param starts when a visit may start, booked ones included, in order
     */
    public record Visit(UUID visitTypeId, String name, VisitMode mode, int minutes, int bufferBefore, int bufferAfter,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UsState state, List<Instant> starts) {}

    public SchedulePublished {
        // both are missing in events of earlier releases
        partlyLicensed = partlyLicensed == null ? List.of() : partlyLicensed;
        visits = visits == null ? List.of() : visits;
    }

    /** Makes the event of a day with the default visit alone. */
    public SchedulePublished(UUID doctorId, LocalDate date, long version, Instant occurredAt, ZoneId timeZone,
            List<SlotTime> slots, Set<UsState> licensedStates, List<PartLicense> partlyLicensed) {
        this(doctorId, date, version, occurredAt, timeZone, slots, licensedStates, partlyLicensed, List.of());
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
