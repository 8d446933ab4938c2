package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The tokens of an ended session are refused: its refresh token at once, its access token as soon as each instance has
 * read of the end on the topic.
 */
final class Revocations {

    private static final String REFRESH = "/sessions/refresh";
    private static final long UNTIL_READ = Duration.ofSeconds(10).toMillis();
    /** The faults that come between the end of a patient's session and the reading of it. */
    private static final Pattern BETWEEN = Pattern
            .compile(Saved.PROCESS_OF + "(booking-service|notification-service)|postgresql|kafka");
    /** The same for doctors and staff: the availability service keeps their sessions and answers them. */
    private static final Pattern BETWEEN_ALL = Pattern
            .compile(BETWEEN + "|" + Saved.PROCESS_OF + "availability-service");

    private final Saved saved;

    Revocations(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        saved.history("revoked-use")
                .filter(use -> isAccepted(use) && !isRefresh(use) && isLate(use) && isUnderFault(use))
                .forEach(_ -> saved.excuse("uses of ended sessions"));
        return Stream
                .concat(judged().filter(Revocations::isAccepted),
                        saved.end("revoked-use").filter(use -> use.path("status").asInt() != 401))
                .map(use -> "a token of an ended session was answered %s at %s".formatted(use.path("status"),
                        Saved.text(use, "path")))
                .toList();
    }

    /**
     * The number of refusals for each kind of account that show that the session had ended: the key of the token was
     * still there.
     */
    Map<String, Long> proofs() {
        return Stream.concat(judged(), saved.end("revoked-use"))
                .filter(use -> use.path("status").asInt() == 401)
                .filter(use -> !saved.isKeyRemoved(use))
                .collect(Collectors.groupingBy(use -> Saved.text(use, "account"), Collectors.counting()));
    }

    private Stream<JsonNode> judged() {
        return saved.history("revoked-use").filter(use -> isRefresh(use) || isRead(use));
    }

    private boolean isRead(JsonNode use) {
        return isLate(use) && !isUnderFault(use);
    }

    private static boolean isRefresh(JsonNode use) {
        return Saved.text(use, "path").equals(REFRESH);
    }

    private static boolean isAccepted(JsonNode use) {
        return use.path("status").asInt() / 100 == 2;
    }

    private static boolean isLate(JsonNode use) {
        return use.path("at").asLong() - use.path("ended").asLong() > UNTIL_READ;
    }

    private boolean isUnderFault(JsonNode use) {
        var between = Saved.text(use, "account").equals("patients") ? BETWEEN : BETWEEN_ALL;
        return saved.isUnderFault(between, use.path("ended").asLong(), use.path("at").asLong());
    }
}
