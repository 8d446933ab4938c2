package dev.medislot.availability.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.web.json.PlausibleDate;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A recurring window as a week shows it.
 *
 * @param from its first date; missing when it stands from the weekday's next date on
 * @param until its last date; missing when it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkingWindow(@NotNull TimeOfDay start, @NotNull TimeOfDay end, @Nullable @PlausibleDate LocalDate from,
        @Nullable @PlausibleDate LocalDate until) {}
