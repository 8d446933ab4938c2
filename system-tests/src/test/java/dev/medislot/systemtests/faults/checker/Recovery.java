package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * After the end of each fault, Medislot answers within the limit, unless other programs have much of the processors.
 * Mails and the list of openings may follow later.
 */
final class Recovery {

    private static final long LIMIT = Duration.ofSeconds(15).toMillis();
    private static final int MAX_PERCENT_OF_OTHERS = 25;
    private static final List<String> ANSWERS = List.of("openings", "booking list", "notifications", "claim");

    private final Saved saved;

    Recovery(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        return saved.history("healed")
                .filter(healed -> healed.path("others").asInt() <= MAX_PERCENT_OF_OTHERS)
                .flatMap(Recovery::late)
                .toList();
    }

    private static Stream<String> late(JsonNode healed) {
        var times = healed.path("recovered");
        return ANSWERS.stream()
                .filter(name -> times.path(name).asLong(Long.MAX_VALUE) > LIMIT)
                .map(name -> "no %s for %s ms after %s".formatted(name,
                        times.has(name) ? times.path(name).asString() : "> 60000", Saved.text(healed, "fault")));
    }
}
