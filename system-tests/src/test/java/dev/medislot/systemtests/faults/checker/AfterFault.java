package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How long after the end of a fault each thing was done for the first time.
 *
 * @param healed the line of its end
 * @param millis the time of each thing: {@link #NEVER} if it was not done; without an entry if no probe could do it
 */
record AfterFault(JsonNode healed, Map<String, Long> millis) {

    static final long NEVER = Long.MAX_VALUE;
    static final String OPENINGS = "openings";
    static final String UNLISTED = "unlisted";
    static final String MAIL = "mail";
    static final String SLOWEST = "slowest instance";
    static final List<String> ANSWERS = List.of(OPENINGS, "booking list", "notifications", "claim");

    private static final long A_MOMENT = Duration.ofSeconds(1).toMillis();

    static List<AfterFault> all(Saved saved) {
        var mails = new MailTimes(saved);
        long instances = saved.history("started").map(line -> Saved.text(line, "instance")).distinct().count();
        return saved.history("healed").map(healed -> of(healed, mails, instances, saved)).toList();
    }

    private static AfterFault of(JsonNode healed, MailTimes mails, long instances, Saved saved) {
        var millis = new HashMap<String, Long>();
        Stream.concat(ANSWERS.stream(), Stream.of(UNLISTED))
                .forEach(name -> millis.put(name, probed(name, healed, saved)));
        mails.after(healed.path("ended").asLong()).ifPresent(time -> millis.put(MAIL, time));
        slowest(healed.path("instances"), instances).ifPresent(time -> millis.put(SLOWEST, time));
        return new AfterFault(healed, millis);
    }

    /** What took longer than the run waited for it has a line of its own. */
    private static long probed(String name, JsonNode healed, Saved saved) {
        var time = healed.path("recovered").path(name);
        return time.isNumber() ? time.asLong()
                : saved.history("late")
                        .filter(late -> Saved.text(late, "probe").equals(name) && isOf(late, healed))
                        .mapToLong(late -> late.path("millis").asLong())
                        .min()
                        .orElse(NEVER);
    }

    /** An instance that did not answer has no time. */
    private static OptionalLong slowest(JsonNode times, long instances) {
        return times.size() < instances ? OptionalLong.of(NEVER)
                : times.valueStream().mapToLong(time -> time.asLong()).max();
    }

    private static boolean isOf(JsonNode late, JsonNode healed) {
        long end = late.path("at").asLong() - late.path("millis").asLong();
        return Saved.text(late, "fault").equals(Saved.text(healed, "fault"))
                && Math.abs(end - healed.path("ended").asLong()) < A_MOMENT;
    }

    /** Whether one fault struck alone, and not with the start of a new version. */
    boolean isSingle() {
        return !fault().contains(" + ") && !fault().startsWith("upgrade ");
    }

    String fault() {
        return Saved.text(healed, "fault");
    }
}
