package dev.medislot.client.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole week; a zone or slot length that is null stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewWorkingHours(@Nullable ZoneId timeZone, @Nullable Integer slotMinutes,
        Map<DayOfWeek, List<WorkingHours.Window>> week) {

    public static NewWorkingHours of(Map<DayOfWeek, List<WorkingHours.Window>> week) {
        return new NewWorkingHours(null, null, week);
    }
}
