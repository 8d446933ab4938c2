package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The times of faults. */
final class Faults {

    /** Keeps nothing back: it puts old events on the topic again. */
    private static final String REPEATS = "repeat events on kafka";
    /** A process may be slow to do something, or to note that it has. */
    private static final long INEXACT_MILLIS = 5_000;

    /**
     * A fault in milliseconds.
     *
     * @param ended the end of the fault
     * @param until the recovery of Medislot
     */
    record Time(long struck, long ended, long until) {

        boolean overlaps(long from, long to) {
            return struck <= to && from <= until;
        }

        boolean has(long from, long to) {
            return struck <= from && to <= until;
        }

        private Time withBacklog(long max) {
            return new Time(struck, ended, Math.max(until, ended + Math.min(ended - struck, max)));
        }

        private Time and(Time next) {
            return new Time(struck, Math.max(ended, next.ended), Math.max(until, next.until));
        }
    }

    private Faults() {}

    private static String name(JsonNode strike) {
        return Saved.text(strike, "fault").replace(REPEATS, "");
    }

    /**
     * Finds each part of a fault of that name, and each instance of a service that is down as a whole, with at most so
     * much time after its end.
     */
    static List<Time> ofParts(Pattern name, long maxAftermath, List<JsonNode> history) {
        var times = new ArrayList<Time>();
        var parts = List.<String>of();
        long struck = 0;
        for (var line : history) {
            if (Saved.text(line, "type").equals("strike")) {
                parts = List.of(name(line).split(" \\+ "));
                struck = line.path("at").asLong() - INEXACT_MILLIS;
            } else if (Saved.text(line, "type").equals("healed")) {
                long healed = line.path("at").asLong();
                long ended = line.path("ended").asLong(healed);
                var time = new Time(struck, ended, Math.min(healed + INEXACT_MILLIS, ended + maxAftermath));
                parts.stream()
                        .filter(part -> name.matcher(part).find())
                        .flatMap(part -> Collections.nCopies(part.contains(" all of ") ? 2 : 1, time).stream())
                        .forEach(times::add);
                parts = List.of();
            }
        }
        return times;
    }

    /** Finds the faults of a name, in order. */
    static List<Time> named(Pattern name, List<JsonNode> history) {
        var times = new ArrayList<Time>();
        long struck = Long.MAX_VALUE;
        for (var line : history) {
            if (Saved.text(line, "type").equals("strike") && name.matcher(name(line)).find()) {
                struck = line.path("at").asLong() - INEXACT_MILLIS;
            } else if (Saved.text(line, "type").equals("healed")) {
                long healed = line.path("at").asLong();
                if (struck <= healed) {
                    times.add(new Time(struck, line.path("ended").asLong(healed), healed + INEXACT_MILLIS));
                }
                struck = Long.MAX_VALUE;
            }
        }
        return times;
    }

    /** Adds the time in which the backlogs are read: as long again as each fault. Faults that overlap are one. */
    static List<Time> withBacklog(Pattern name, long maxBacklog, List<JsonNode> history) {
        var times = new ArrayList<Time>();
        for (var next : named(name, history)) {
            var time = next.withBacklog(maxBacklog);
            if (!times.isEmpty() && times.getLast().overlaps(time.struck(), time.until())) {
                time = times.removeLast().and(time);
            }
            times.add(time);
        }
        return times;
    }
}
