package dev.medislot.availability.schedule;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Bounds how often a doctor edits their own schedule within a minute of the clock, on each instance. */
@Component
class EditRate {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MAX_COUNTED = 10_000;

    private record Edits(long minute, int count) {}

    private final Map<UUID, Edits> editsOfDoctors = new ConcurrentHashMap<>();
    private final ScheduleBounds bounds;
    private final Clock clock;

    EditRate(ScheduleBounds bounds, Clock clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Counts an edit; refuses one too many until the next minute. */
    void count(Actor actor) {
        if (actor.role() != Role.DOCTOR || actor.id() == null) {
            return;
        }
        long now = clock.millis();
        long minute = now / MINUTE;
        if (editsOfDoctors.size() > MAX_COUNTED) {
            editsOfDoctors.values().removeIf(edits -> edits.minute() != minute);
        }
        var edits = Objects.requireNonNull(editsOfDoctors.compute(actor.id(),
                (_, last) -> new Edits(minute, last == null || last.minute() != minute ? 1 : last.count() + 1)));
        if (edits.count() > bounds.editsPerMinute()) {
            throw Refused.until(ProblemType.TOO_MANY_REQUESTS,
                    "A doctor may make at most %d edits a minute".formatted(bounds.editsPerMinute()),
                    Duration.ofMillis(MINUTE - now % MINUTE));
        }
    }
}
