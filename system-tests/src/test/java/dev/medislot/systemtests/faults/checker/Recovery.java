package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * After the end of each fault, Medislot answers within the limit, unless other programs have much of the processors.
 * Answers that need a login may come later after the removal of the key that signs tokens of patients: all of them log
 * in again, and logins take turns. Mails and the list of openings have more time, because they follow a backlog; but
 * after a single fault a booked slot is soon unlisted.
 */
final class Recovery {

    static final long LIMIT = Duration.ofSeconds(15).toMillis();
    static final long LIMIT_OF_BACKLOGS = Duration.ofMinutes(5).toMillis();
    private static final long LIMIT_OF_UNLISTING = Duration.ofMinutes(1).toMillis();
    private static final int MAX_PERCENT_OF_OTHERS = 25;
    private static final long LOGINS = Duration.ofMinutes(2).toMillis();

    private final Saved saved;

    Recovery(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        return AfterFault.all(saved).stream().flatMap(after -> Stream.concat(late(after), notFollowed(after))).toList();
    }

    /** Whether other programs left enough of the processors. */
    static boolean isJudged(JsonNode healed) {
        return healed.path("others").asInt() <= MAX_PERCENT_OF_OTHERS;
    }

    private Stream<String> late(AfterFault after) {
        if (!isJudged(after.healed())) {
            return Stream.empty();
        }
        var areAllLoggingIn = areAllLoggingIn(after.healed());
        return AfterFault.ANSWERS.stream()
                .filter(name -> after.millis().get(name) > LIMIT)
                .filter(name -> !areAllLoggingIn || name.equals(AfterFault.OPENINGS)
                        || !saved.excuse("late answers after the removal of the key of all patients"))
                .map(name -> "no %s for %s ms after %s".formatted(name, text(after.millis().get(name)), after.fault()));
    }

    private static String text(long millis) {
        return millis == AfterFault.NEVER ? "> " + LIMIT_OF_BACKLOGS : Long.toString(millis);
    }

    /** Without a booking after a fault there is no mail to wait for. */
    private Stream<String> notFollowed(AfterFault after) {
        return Stream.of(AfterFault.UNLISTED, AfterFault.MAIL).flatMap(name -> {
            long limit = limit(name, after);
            return after.millis().getOrDefault(name, 0L) <= limit ? Stream.empty()
                    : Stream.of("no %s for %d ms after %s".formatted(name, limit, after.fault()));
        });
    }

    private long limit(String name, AfterFault after) {
        if (name.equals(AfterFault.MAIL) || !after.isSingle() || !isJudged(after.healed())) {
            return LIMIT_OF_BACKLOGS;
        }
        // the slot must be booked first
        return after.millis().get(name) > LIMIT_OF_UNLISTING && areAllLoggingIn(after.healed())
                && saved.excuse("late answers after the removal of the key of all patients") ? LIMIT_OF_BACKLOGS
                        : LIMIT_OF_UNLISTING;
    }

    private boolean areAllLoggingIn(JsonNode healed) {
        return saved.history("key-removed")
                .filter(removed -> Saved.text(removed, "issuer").equals("booking"))
                .mapToLong(removed -> removed.path("at").asLong())
                .anyMatch(at -> at > healed.path("ended").asLong() - LOGINS && at < healed.path("at").asLong());
    }
}
