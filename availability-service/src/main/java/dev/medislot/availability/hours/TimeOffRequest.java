package dev.medislot.availability.hours;

import dev.medislot.web.problem.Refused;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of time off; {@code T24:00} is the next date's midnight. */
record TimeOffRequest(@NotNull @WholeMinute String start, @NotNull @WholeMinute String end,
        @Nullable @Size(max = 1000) String reason) {

    /** Refuses an interval that is not two local times in order. */
    TimeOff timeOff() {
        var from = LocalMinutes.parse("start", start);
        var to = LocalMinutes.parse("end", end);
        if (!from.isBefore(to)) {
            throw Refused.invalid("end", "must be after the start");
        }
        return new TimeOff(UUID.randomUUID(), from, to, reason);
    }
}
