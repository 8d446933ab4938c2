package dev.medislot.availability.closure;

import dev.medislot.availability.hours.LocalMinutes;
import dev.medislot.availability.hours.WholeMinute;
import dev.medislot.web.problem.Refused;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a closure; {@code T24:00} is the next date's midnight. */
record ClosureRequest(@NotNull @WholeMinute String start, @NotNull @WholeMinute String end,
        @Nullable @Size(max = 1000) String reason) {

    /** Refuses an interval that is not two local times in order. */
    Closure closure() {
        var from = LocalMinutes.parse("start", start);
        var to = LocalMinutes.parse("end", end);
        if (!from.isBefore(to)) {
            throw Refused.invalid("end", "must be after the start");
        }
        return new Closure(UUID.randomUUID(), from, to, reason);
    }
}
