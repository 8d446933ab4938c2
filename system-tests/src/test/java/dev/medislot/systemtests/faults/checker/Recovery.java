package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * After the end of each fault, Medislot answers within the limit, unless other programs have much of the processors.
 * Answers that need a login may come later after the removal of the key that signs tokens of patients: all of them log
 * in again, and logins take turns. Mails and the list of openings have more time, because they follow a backlog.
 */
final class Recovery {

    static final long LIMIT = Duration.ofSeconds(15).toMillis();
    private static final long LIMIT_OF_BACKLOGS = Duration.ofMinutes(5).toMillis();
    private static final long A_MOMENT = Duration.ofSeconds(1).toMillis();
    private static final int MAX_PERCENT_OF_OTHERS = 25;
    private static final long LOGINS = Duration.ofMinutes(2).toMillis();
    private static final String OPEN_TO_ALL = "openings";
    private static final List<String> ANSWERS = List.of(OPEN_TO_ALL, "booking list", "notifications", "claim");
    private static final List<String> AFTER_A_BACKLOG = List.of("unlisted", "mail");

    private final Saved saved;

    Recovery(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        return saved.history("healed")
                .filter(Recovery::isJudged)
                .flatMap(healed -> Stream.concat(late(healed), notFollowed(healed)))
                .toList();
    }

    /** Whether other programs left enough of the processors. */
    static boolean isJudged(JsonNode healed) {
        return healed.path("others").asInt() <= MAX_PERCENT_OF_OTHERS;
    }

    private Stream<String> late(JsonNode healed) {
        var times = healed.path("recovered");
        var areAllLoggingIn = areAllLoggingIn(healed);
        return ANSWERS.stream()
                .filter(name -> times.path(name).asLong(Long.MAX_VALUE) > LIMIT)
                .filter(name -> !areAllLoggingIn || name.equals(OPEN_TO_ALL)
                        || !saved.excuse("late answers after the removal of the key of all patients"))
                .map(name -> "no %s for %s ms after %s".formatted(name,
                        times.has(name) ? times.path(name).asString() : "> 60000", Saved.text(healed, "fault")));
    }

    private Stream<String> notFollowed(JsonNode healed) {
        return AFTER_A_BACKLOG.stream()
                .filter(name -> !healed.path("recovered").has(name) && !followed(name, healed))
                .map(name -> "no %s for %d ms after %s".formatted(name, LIMIT_OF_BACKLOGS,
                        Saved.text(healed, "fault")));
    }

    /** While further faults struck. */
    private boolean followed(String name, JsonNode healed) {
        return saved.history("late")
                .filter(late -> Saved.text(late, "probe").equals(name)
                        && Saved.text(late, "fault").equals(Saved.text(healed, "fault")))
                .mapToLong(late -> late.path("at").asLong() - late.path("millis").asLong())
                .anyMatch(end -> Math.abs(end - healed.path("ended").asLong()) < A_MOMENT);
    }

    private boolean areAllLoggingIn(JsonNode healed) {
        return saved.history("key-removed")
                .filter(removed -> Saved.text(removed, "issuer").equals("booking"))
                .mapToLong(removed -> removed.path("at").asLong())
                .anyMatch(at -> at > healed.path("ended").asLong() - LOGINS && at < healed.path("at").asLong());
    }
}
