package dev.medislot.quickstart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The pauses before restarts of a part: none at first, then one that grows while restarts follow each other soon. */
final class Pauses {

    static final Duration MAX_PAUSE = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<String, Deque<Instant>> restarts = new HashMap<>();

    Pauses(Clock clock) {
        this.clock = clock;
    }

    /** The pause before the part's next restart, which counts for the pause after it. */
    synchronized Duration next(String part) {
        var now = clock.instant();
        var earlier = restarts.computeIfAbsent(part, _ -> new ArrayDeque<>());
        earlier.removeIf(time -> time.isBefore(now.minus(SOON)));
        var doublings = Math.min(earlier.size(), 5);
        earlier.addLast(now);
        var pause = doublings == 0 ? Duration.ZERO : Duration.ofSeconds(1L << (doublings - 1));
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }
}
