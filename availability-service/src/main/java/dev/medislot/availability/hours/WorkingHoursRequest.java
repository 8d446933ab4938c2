package dev.medislot.availability.hours;

import dev.medislot.web.json.KnownZone;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a week of working hours; a missing zone or slot length leaves the current one. */
record WorkingHoursRequest(@Nullable @KnownZone String timeZone, @Nullable @Min(5) @Max(480) Integer slotMinutes,
        @NotNull Map<@NotNull DayOfWeek, @NotNull @Size(max = 48) List<@NotNull @Valid WorkingWindow>> week) {}
