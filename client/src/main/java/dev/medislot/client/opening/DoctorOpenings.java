package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The openings of some days, by doctor.
 *
 * @param firstAvailable the first start of all matching doctors, also after the days; null without one
 * @param days every day, with the openings of all matching doctors
 * @param next the cursor of the next page of doctors; null on the last page
 */
public record DoctorOpenings(@Nullable Instant firstAvailable, List<DayCount> days, List<OpenDoctor> doctors,
        @Nullable String next) {

    /**
     * The number of openings of a day.
     *
     * @param count 200 means 200 or more
     */
    public record DayCount(LocalDate date, int count) {}

    /** A doctor with openings. */
    public record OpenDoctor(DoctorId doctorId, String doctorName, @Nullable String specialty, Rating rating,
            List<OpenDay> days) {}

    /**
     * A doctor's rating over all patients.
     *
     * @param average 1 to 5 stars; null without ratings
     */
    public record Rating(@Nullable Double average, int count) {}

    /** A day with openings. */
    public record OpenDay(LocalDate date, List<OpenSlot> slots) {}

    /** An opening; {@code visitTypeId} is null for the default visit. */
    public record OpenSlot(SlotId id, Instant start, Instant end, @Nullable UUID visitTypeId,
            @Nullable VisitMode mode) {}
}
