package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * After the end of each fault, Medislot answers within the limit, unless other programs have much of the processors.
 * Mails and the list of openings may follow later, and so may answers that need a login after the removal of the key
 * that signs tokens of patients: all of them log in again, and logins take turns.
 */
final class Recovery {

    static final long LIMIT = Duration.ofSeconds(15).toMillis();
    private static final int MAX_PERCENT_OF_OTHERS = 25;
    private static final long LOGINS = Duration.ofMinutes(2).toMillis();
    private static final String OPEN_TO_ALL = "openings";
    private static final List<String> ANSWERS = List.of(OPEN_TO_ALL, "booking list", "notifications", "claim");

    private final Saved saved;

    Recovery(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        return saved.history("healed").filter(Recovery::isJudged).flatMap(this::late).toList();
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

    private boolean areAllLoggingIn(JsonNode healed) {
        return saved.history("key-removed")
                .filter(removed -> Saved.text(removed, "issuer").equals("booking"))
                .mapToLong(removed -> removed.path("at").asLong())
                .anyMatch(at -> at > healed.path("ended").asLong() - LOGINS && at < healed.path("at").asLong());
    }
}
