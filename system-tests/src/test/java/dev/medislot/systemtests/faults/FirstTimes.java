package dev.medislot.systemtests.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The first time that each probe succeeded after the end of a fault, also while further faults strike. */
final class FirstTimes {

    static final Duration MAX = Duration.ofMinutes(5);
    /** How long the next fault waits for them. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<String, Long> millis = new ConcurrentHashMap<>();
    private final String fault;
    private final long healed;
    private final History history;

    FirstTimes(String fault, long healed, History history) {
        this.fault = fault;
        this.healed = healed;
        this.history = history;
    }

    /** @param since when the thing that succeeded began: it does not count for a fault that ended later */
    void done(String probe, long since) {
        long time = System.currentTimeMillis() - healed;
        var isFirst = since >= healed && time <= MAX.toMillis() && millis.putIfAbsent(probe, time) == null;
        if (isFirst && time > PATIENCE.toMillis()) {
            history.write("late", "fault", fault, "probe", probe, "millis", time);
        }
    }

    /** Waits until all have succeeded, for that long after the end of the fault at most. */
    void await(Duration patience) throws InterruptedException {
        long end = healed + patience.toMillis();
        while (System.currentTimeMillis() < end && !millis.keySet().containsAll(Probes.NAMES)) {
            Thread.sleep(PAUSE);
        }
    }

    /** In milliseconds after the end of the fault, in the order of the probes; without those that are missing. */
    Map<String, Long> all() {
        var times = new LinkedHashMap<String, Long>();
        Probes.NAMES.stream().filter(millis::containsKey).forEach(probe -> times.put(probe, millis.get(probe)));
        return times;
    }
}
