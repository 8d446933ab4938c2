package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The least activity of a run of some minutes: a run without requests breaks no promise and proves none. */
final class Activity {

    private static final int BOOKINGS = 50;
    private static final List<String> ISSUERS = List.of("booking", "availability");

    private final Saved saved;
    private final List<String> missing = new ArrayList<>();

    Activity(Saved saved) {
        this.saved = saved;
    }

    /** @param provenRevocations the refusals that prove the end of a session, by the kind of account */
    List<String> missing(Map<String, Long> provenRevocations) {
        var licenses = saved.history("license-entered").map(line -> Saved.text(line, "id")).collect(Collectors.toSet());
        atLeast(BOOKINGS, "bookings", made("book"));
        atLeast(1, "bookings of offers", made("book").filter(book -> book.has("entry")));
        atLeast(1, "entries of the waitlist that a booking ended",
                saved.end("waiting").filter(entry -> Saved.text(entry, "status").equals("BOOKED")));
        atLeast(1, "slots that were freed for the only one in line", saved.history("freed"));
        atLeast(1, "moves", made("change").filter(isTo("slotId", _ -> true)));
        atLeast(1, "cancellations", made("change").filter(isTo("status", "CANCELLED"::equals)));
        atLeast(1, "completed visits", made("change").filter(isTo("status", "COMPLETED"::equals)));
        atLeast(1, "holds", made("hold"));
        atLeast(1, "ratings", made("rating"));
        atLeast(1, "changed hours", made("hours"));
        for (var role : List.of("patient", "doctor")) {
            atLeast(1, "changed names of a %s".formatted(role),
                    made("renamed").filter(renamed -> Saved.text(renamed, "role").equals(role)));
        }
        atLeast(1, "time off", made("time-off"));
        atLeast(1, "removed licenses",
                saved.history("removed").filter(removed -> licenses.contains(Saved.text(removed, "id"))));
        atLeast(1, "times a doctor was made inactive", made("deactivated"));
        for (var issuer : ISSUERS) {
            atLeast(1, "removed keys of the %s service".formatted(issuer),
                    saved.history("key-removed").filter(removed -> Saved.text(removed, "issuer").equals(issuer)));
        }
        for (var account : List.of("patients", "doctors", "staff")) {
            atLeast(1, "refusals that prove the end of a session of %s".formatted(account),
                    provenRevocations.getOrDefault(account, 0L));
        }
        faults();
        return missing;
    }

    /**
     * Answers are judged after at least half of the faults, and a restart of PostgreSQL comes in the middle of commits.
     */
    private void faults() {
        long all = saved.history("healed").count();
        atLeast((all + 1) / 2, "faults after which other programs left enough of the processors",
                saved.history("healed").filter(Recovery::isJudged));
        if (saved.history("strike").anyMatch(strike -> Saved.text(strike, "fault").contains("restart postgresql"))) {
            atLeast(1, "restarts of PostgreSQL while a commit waited",
                    saved.history("shut-down").filter(line -> line.path("waiting").asInt() > 0));
        }
    }

    private Stream<JsonNode> made(String type) {
        return saved.history(type).filter(line -> Saved.outcome(line).equals("made"));
    }

    private static Predicate<JsonNode> isTo(String name, Predicate<String> value) {
        return change -> change.path("to").has(name) && value.test(Saved.text(change.path("to"), name));
    }

    private void atLeast(long number, String what, Stream<JsonNode> lines) {
        atLeast(number, what, lines.count());
    }

    private void atLeast(long number, String what, long count) {
        if (count < number) {
            missing.add("too little to judge: %d %s, and not %d or more".formatted(count, what, number));
        }
    }
}
